using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Funds;

/// <summary>Funds for staff and for everybody: balances, the month's statement, one aid's three sums, reconciliation. 慈善基金查询</summary>
public sealed class ReadFunds(CommunityDesk desk, Ledger ledger, GiveGift gifts, FieldCipher cipher)
{
    /// <summary>Most rows of one list.</summary>
    public const int Most = 300;

    public sealed record Row(Fund Of, string AreaName, long Fen);

    /// <param name="There">Fen that is in any place.</param>
    public sealed record Aim(FundPurpose Of, long There);

    public sealed record Whole(
        Fund Of,
        string AreaName,
        IReadOnlyList<Aim> Aims,
        IReadOnlyList<Ledger.Balance> Balances,
        IReadOnlyList<Gift> Gifts,
        IReadOnlyList<Payout> Payouts,
        IReadOnlyList<AidSums> Aids
    );

    /// <summary>What is known of an aid's money: the books', and what others say.</summary>
    /// <param name="Own">Posted gifts to it, one line each.</param>
    /// <param name="OutsideFen">Quoted, never posted.</param>
    /// <param name="OwnFen">Posted.</param>
    /// <param name="TotalFen">Both.</param>
    /// <param name="PaidFen">Gone out to the household.</param>
    public sealed record AidSums(
        HardshipAid Of,
        IReadOnlyList<OutsideCampaign> Outside,
        IReadOnlyList<Gift> Own,
        long OutsideFen,
        long OwnFen,
        long TotalFen,
        long PaidFen
    );

    /// <summary>A line of income, as the books have it; below zero for what was sent back or reversed.</summary>
    /// <param name="Donor">Null: not told.</param>
    /// <param name="Way">Null for what is no gift itself.</param>
    public sealed record GiftLine(DateOnly On, EntryKind Kind, string? Donor, GiftWay? Way, string Words, string Purpose, long Fen);

    public sealed record PaidLine(DateOnly On, string Words, string Purpose, long Fen);

    /// <summary>A month of a fund, read from entries that are never changed: sums and lines stay as they were; a name goes when its owner takes it back.</summary>
    /// <param name="In">Gifts, less what was taken back.</param>
    /// <param name="Left">Equals <paramref name="Before"/> + <paramref name="In"/> − <paramref name="Out"/> − <paramref name="Fees"/> + <paramref name="Unclear"/>.</param>
    public sealed record Statement(
        Fund Of,
        string AreaName,
        DateOnly Month,
        long Before,
        long In,
        long Out,
        long Fees,
        long Unclear,
        long Left,
        IReadOnlyList<GiftLine> Gifts,
        IReadOnlyList<PaidLine> Paid
    );

    /// <param name="Ours">Fen on our books; null: not there.</param>
    /// <param name="Theirs">Fen on the provider's; null: not there.</param>
    public sealed record Difference(string No, long? Ours, long? Theirs);

    /// <param name="DifferenceFen">The provider's books less ours.</param>
    /// <param name="TrialFen">Sum of all lines of the fund; anything but 0 is a fault.</param>
    public sealed record Reconciliation(int Lines, long DifferenceFen, long TrialFen, IReadOnlyList<Difference> Differences);

    public sealed record Told(Guid Id, string Name, long Fen);

    public sealed record List(IReadOnlyList<Told> Items);

    public sealed record GiftTold(string No, string State, long Fen);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapGet(
                "",
                async (ReadFunds feature, Actor actor, CancellationToken ct) =>
                    new List([.. (await feature.All(actor, ct)).Select(r => new Told(r.Of.Id, r.Of.Name, r.Fen))])
            )
            .WithSummary("慈善基金 · Funds of one's areas");
        staff
            .MapGet(
                "/{fundId:guid}/reconciliation",
                (Guid fundId, ReadFunds feature, Actor actor, CancellationToken ct) => feature.Reconcile(fundId, actor, ct)
            )
            .WithSummary("对账 · Our books beside the provider's");
    }

    /// <param name="actor">Null: everybody, all funds.</param>
    public async Task<IReadOnlyList<Row>> All(Actor? actor, CancellationToken ct)
    {
        var funds = (
            await desk.Db.Set<Fund>().AsNoTracking().OrderBy(f => f.ClosedOn != null).ThenBy(f => f.Id).Take(Most).ToListAsync(ct)
        ).FindAll(f => actor is null || actor.PostFor(Permission.KeepFunds, f.AreaCode) is not null);
        var ids = funds.ConvertAll(f => f.Id);
        var sums = await desk
            .Db.Set<FundLine>()
            .Where(l => ids.Contains(l.FundId) && Ledger.Places.Contains(l.Account))
            .GroupBy(l => l.FundId)
            .Select(g => new { g.Key, Fen = g.Sum(l => l.Fen) })
            .ToDictionaryAsync(g => g.Key, g => g.Fen, ct);
        return [.. funds.Select(f => new Row(f, desk.AreaName(f.AreaCode), sums.GetValueOrDefault(f.Id)))];
    }

    /// <param name="actor">Null: for everybody, without who keeps it.</param>
    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    public async Task<Whole> One(Guid fundId, Actor? actor, CancellationToken ct)
    {
        var fund = await desk.Db.Set<Fund>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == fundId, ct) ?? throw new NotFound("fund");
        if (actor is not null && actor.PostFor(Permission.KeepFunds, fund.AreaCode) is null)
            throw new NotFound("fund");
        var balances = await ledger.Balances(fundId, null, ct);
        var purposes = await desk.Db.Set<FundPurpose>().AsNoTracking().Where(p => p.FundId == fundId).OrderBy(p => p.Id).ToListAsync(ct);
        var given = await desk
            .Db.Set<Gift>()
            .AsNoTracking()
            .Where(g => g.FundId == fundId && g.State != GiftState.Waiting)
            .OrderByDescending(g => g.ReceivedAt)
            .Take(Most)
            .ToListAsync(ct);
        var payouts = await desk
            .Db.Set<Payout>()
            .AsNoTracking()
            .Where(p => p.FundId == fundId)
            .OrderBy(p => p.State)
            .ThenByDescending(p => p.ProposedAt)
            .Take(Most)
            .ToListAsync(ct);
        return new Whole(
            fund,
            desk.AreaName(fund.AreaCode),
            [
                .. purposes.Select(p => new Aim(
                    p,
                    balances.Where(b => b.PurposeId == p.Id && Ledger.Places.Contains(b.Account)).Sum(b => b.Fen)
                )),
            ],
            balances,
            given,
            payouts,
            await Aids(fundId, actor is null, ct)
        );
    }

    private async Task<IReadOnlyList<AidSums>> Aids(Guid fundId, bool forAll, CancellationToken ct)
    {
        var aids = await desk
            .Db.Set<HardshipAid>()
            .AsNoTracking()
            .Where(a => a.FundId == fundId && (!forAll || a.State == AidState.Checked || a.State == AidState.Closed))
            .OrderBy(a => a.State)
            .ThenByDescending(a => a.AskedAt)
            .Take(Most)
            .ToListAsync(ct);
        var (ids, purposes) = (aids.ConvertAll(a => a.Id), aids.ConvertAll(a => a.PurposeId));
        var outside = await desk
            .Db.Set<OutsideCampaign>()
            .AsNoTracking()
            .Where(c => ids.Contains(c.AidId))
            .OrderBy(c => c.Id)
            .ToListAsync(ct);
        var own = await desk
            .Db.Set<Gift>()
            .AsNoTracking()
            .Where(g => g.FundId == fundId && purposes.Contains(g.PurposeId) && g.State == GiftState.Received)
            .OrderBy(g => g.Id)
            .ToListAsync(ct);
        var paid = await desk
            .Db.Set<Payout>()
            .Where(p => p.FundId == fundId && p.AidId != null && p.State == PayoutState.Paid)
            .GroupBy(p => p.AidId!.Value)
            .Select(g => new { g.Key, Fen = g.Sum(p => p.Fen) })
            .ToDictionaryAsync(g => g.Key, g => g.Fen, ct);
        return
        [
            .. aids.Select(a =>
            {
                var (quoted, posted) = (outside.FindAll(c => c.AidId == a.Id), own.FindAll(g => g.PurposeId == a.PurposeId));
                var (there, here) = (quoted.Sum(c => c.Fen), posted.Sum(g => g.Fen));
                return new AidSums(a, quoted, posted, there, here, there + here, paid.GetValueOrDefault(a.Id));
            }),
        ];
    }

    /// <param name="month">Its first day.</param>
    public async Task<Statement> Month(Guid fundId, DateOnly month, CancellationToken ct)
    {
        var fund = await desk.Db.Set<Fund>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == fundId, ct) ?? throw new NotFound("fund");
        var next = month.AddMonths(1);
        if (month > desk.Today || next <= desk.Calendar.LocalDay(fund.CreatedAt))
            throw new NotFound("month");
        var (before, after) = (await ledger.Balances(fundId, month, ct), await ledger.Balances(fundId, next, ct));
        static long Sum(IReadOnlyList<Ledger.Balance> of, params IReadOnlyList<FundAccount> accounts) =>
            of.Where(b => accounts.Contains(b.Account)).Sum(b => b.Fen);
        long Moved(FundAccount account) => Sum(after, account) - Sum(before, account);
        var titles = await desk.Db.Set<FundPurpose>().Where(p => p.FundId == fundId).ToDictionaryAsync(p => p.Id, p => p.Title, ct);
        var income = await desk
            .Db.Set<FundLine>()
            .Where(l => l.FundId == fundId && l.Account == FundAccount.Gifts && l.On >= month && l.On < next)
            .Join(
                desk.Db.Set<FundEntry>(),
                l => new { l.DistrictId, Id = l.EntryId },
                e => new { e.DistrictId, e.Id },
                (l, e) => new { Entry = e, Fen = -l.Fen }
            )
            .OrderBy(e => e.Entry.At)
            .ThenBy(e => e.Entry.Id)
            .ToListAsync(ct);
        var came = income.FindAll(e => e.Entry.Kind == EntryKind.Gift).ConvertAll(e => Guid.Parse(e.Entry.Source["gift:".Length..]));
        var byId = await desk.Db.Set<Gift>().AsNoTracking().Where(g => came.Contains(g.Id)).ToDictionaryAsync(g => g.Id, ct);
        GiftLine Line(FundEntry entry, long fen) =>
            entry.Kind == EntryKind.Gift && byId[Guid.Parse(entry.Source["gift:".Length..])] is var gift
                ? new(entry.On, entry.Kind, Donor(gift), gift.Way, gift.Words, titles[entry.PurposeId], fen)
                : new(entry.On, entry.Kind, null, null, "", titles[entry.PurposeId], fen);
        var (from, until) = (desk.Calendar.Utc(month.ToDateTime(TimeOnly.MinValue)), desk.Calendar.Utc(next.ToDateTime(TimeOnly.MinValue)));
        var paid = await desk
            .Db.Set<Payout>()
            .AsNoTracking()
            .Where(p => p.FundId == fundId && p.State == PayoutState.Paid && p.DecidedAt >= from && p.DecidedAt < until)
            .OrderBy(p => p.DecidedAt)
            .ToListAsync(ct);
        return new Statement(
            fund,
            desk.AreaName(fund.AreaCode),
            month,
            Sum(before, [.. Ledger.Places]),
            -Moved(FundAccount.Gifts),
            Moved(FundAccount.Spent),
            Moved(FundAccount.Fees),
            -Moved(FundAccount.Unclear),
            Sum(after, [.. Ledger.Places]),
            [.. income.Select(e => Line(e.Entry, e.Fen))],
            [.. paid.Select(p => new PaidLine(desk.Calendar.LocalDay(p.DecidedAt!.Value), p.Words, titles[p.PurposeId], p.Fen))]
        );
    }

    /// <summary>The name that may be shown; null: not told.</summary>
    public string? Donor(Gift gift) => gift.ShowsDonor ? cipher.Open(gift.DistrictId, Gift.DonorField, gift.DonorSealed) : null;

    /// <summary>A gift by its number, for whoever holds it.</summary>
    public async Task<(Gift Of, Fund Fund)> ByNo(string no, CancellationToken ct)
    {
        var gift = ReceiptNo.TryParse(no, out var number)
            ? await desk.Db.Set<Gift>().AsNoTracking().FirstOrDefaultAsync(g => g.No == number.Value, ct)
            : null;
        if (gift is null)
            throw new NotFound("gift");
        return (gift, await desk.Db.Set<Fund>().AsNoTracking().FirstAsync(f => f.Id == gift.FundId, ct));
    }

    /// <summary>Every payment and refund of the provider beside our books, until today.</summary>
    public async Task<Reconciliation> Reconcile(Guid fundId, Actor actor, CancellationToken ct)
    {
        await One(fundId, actor, ct);
        var online = await desk.Db.Set<Gift>().AsNoTracking().Where(g => g.FundId == fundId && g.Way == GiftWay.Online).ToListAsync(ct);
        var orders = online.Select(g => g.No).ToHashSet(StringComparer.Ordinal);
        var ours = new Dictionary<string, long>(StringComparer.Ordinal);
        var byId = online.ToDictionary(g => g.Id.ToString());
        var entries = await desk
            .Db.Set<FundLine>()
            .Where(l => l.FundId == fundId && l.Account == FundAccount.Online)
            .Join(
                desk.Db.Set<FundEntry>(),
                l => new { l.DistrictId, Id = l.EntryId },
                e => new { e.DistrictId, e.Id },
                (l, e) =>
                    new
                    {
                        e.Kind,
                        e.Source,
                        l.Fen,
                    }
            )
            .Where(e => e.Kind == EntryKind.Gift || e.Kind == EntryKind.Refund || e.Kind == EntryKind.Unclear)
            .ToListAsync(ct);
        foreach (var entry in entries)
        {
            var what = entry.Source[(entry.Source.IndexOf(':', StringComparison.Ordinal) + 1)..];
            ours[entry.Kind == EntryKind.Unclear ? what : (entry.Kind == EntryKind.Gift ? byId[what].ProviderNo : byId[what].RefundNo)!] =
                entry.Fen;
        }
        var theirs = gifts.Provider is { } provider
            ? (await provider.Books(desk.Today, ct))
                .Where(l => orders.Contains(l.OrderNo))
                .ToDictionary(l => l.No, l => l.Fen, StringComparer.Ordinal)
            : [];
        var wrong = ours
            .Keys.Union(theirs.Keys)
            .Select(no => new Difference(no, ours.TryGetValue(no, out var o) ? o : null, theirs.TryGetValue(no, out var t) ? t : null))
            .Where(d => d.Ours != d.Theirs)
            .OrderBy(d => d.No, StringComparer.Ordinal)
            .ToList();
        var trial = await desk.Db.Set<FundLine>().Where(l => l.FundId == fundId).SumAsync(l => l.Fen, ct);
        return new Reconciliation(ours.Count, theirs.Values.Sum() - ours.Values.Sum(), trial, wrong);
    }

    /// <summary>Months that have a statement, newest first.</summary>
    public IReadOnlyList<DateOnly> Months(Fund fund)
    {
        var (first, last) = (desk.Calendar.LocalDay(fund.CreatedAt), desk.Today);
        var months = new List<DateOnly>();
        for (
            var month = new DateOnly(last.Year, last.Month, 1);
            month.AddMonths(1) > first && months.Count < 120;
            month = month.AddMonths(-1)
        )
            months.Add(month);
        return months;
    }

    /// <returns>The month's first day; null: no month.</returns>
    public static DateOnly? MonthOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
