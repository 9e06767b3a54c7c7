using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Funds;

/// <summary>Funds as staff keep them: gifts that came by hand, payouts by two persons, reversals, refunds. 慈善基金管理</summary>
public sealed class KeepFund(CommunityDesk desk, Ledger ledger, GiveGift gifts)
{
    /// <summary>Title of a fund's first purpose.</summary>
    public const string Everything = "不限用途";

    /// <param name="Charity">慈善总会; empty for none.</param>
    public sealed record FundSaid(
        [property: Needed, Longest(Fund.LongestName)] string Name,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Longest(Fund.LongestWords)] string? Words = null,
        [property: Longest(Fund.LongestName)] string? Charity = null,
        [property: Longest(40)] string? AgreementNo = null,
        CharityLevel Level = CharityLevel.None
    );

    public sealed record PurposeSaid([property: Needed, Longest(FundPurpose.LongestTitle)] string Title);

    /// <param name="Fen">Of goods the fair value.</param>
    /// <param name="Words">Where it was collected or which goods; needed for goods, no names.</param>
    public sealed record GiftSaid(
        [property: Needed] GiftWay? Way,
        [property: Needed, Between(1, Money.Most)] long? Fen,
        Guid? PurposeId = null,
        [property: Longest(FundEntry.LongestWords)] string? Words = null,
        [property: Longest(Gift.LongestDonor)] string? Donor = null,
        bool ShowsDonor = false
    );

    public sealed record Reason([property: Needed, Longest(FundEntry.LongestWords)] string Why, int? Version = null);

    public sealed record Moving(
        [property: Needed] FundAccount? From,
        [property: Needed] FundAccount? To,
        [property: Needed, Between(1, Money.Most)] long? Fen,
        [property: Needed, Longest(FundEntry.LongestWords)] string Words,
        Guid? PurposeId = null
    );

    /// <param name="Words">Shown to everybody: no names.</param>
    /// <param name="AidId">The aid that money of another purpose helps; null for none, or for the aid of the purpose itself.</param>
    public sealed record Proposing(
        [property: Needed] FundAccount? From,
        [property: Needed, Between(1, Money.Most)] long? Fen,
        [property: Needed, Longest(FundEntry.LongestWords)] string Words,
        Guid? PurposeId = null,
        Guid? AidId = null
    );

    /// <param name="Receipt">Number of the receipt; when refused, why.</param>
    public sealed record Deciding(
        [property: Needed] bool? Pays,
        [property: Needed, Longest(FundEntry.LongestWords)] string Receipt,
        int? Version = null
    );

    public sealed record Closing([property: Needed, Longest(Fund.LongestWords)] string Words, int? Version = null);

    public sealed record Kept(Guid Id, int Version);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapPost(
                "",
                (FundSaid command, HttpRequest request, KeepFund feature, Actor actor, CancellationToken ct) =>
                    feature.Open(command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("设立慈善基金 · Open a fund");
        staff
            .MapPost(
                "/{fundId:guid}/purposes",
                (Guid fundId, PurposeSaid command, HttpRequest request, KeepFund feature, Actor actor, CancellationToken ct) =>
                    feature.Aim(fundId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("善款用途 · A purpose of a fund");
        staff
            .MapPost(
                "/{fundId:guid}/gifts",
                (Guid fundId, GiftSaid command, HttpRequest request, KeepFund feature, Actor actor, CancellationToken ct) =>
                    feature.Enter(fundId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("登记捐赠 · Enter cash, a transfer or goods");
        staff
            .MapPost(
                "/{fundId:guid}/gifts/{giftId:guid}/reversal",
                (Guid fundId, Guid giftId, Reason command, KeepFund feature, Actor actor, CancellationToken ct) =>
                    feature.TakeBack(fundId, giftId, command, actor, ct)
            )
            .WithSummary("冲正或退款 · Reverse a gift entered by mistake, or refund one that was paid online");
        staff
            .MapPost(
                "/{fundId:guid}/moves",
                (Guid fundId, Moving command, HttpRequest request, KeepFund feature, Actor actor, CancellationToken ct) =>
                    feature.Move(fundId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("结算、存入银行、手续费、认领待查款 · Settle, bank, fee, or accept unclear money as a gift");
        staff
            .MapPost(
                "/{fundId:guid}/payouts",
                (Guid fundId, Proposing command, HttpRequest request, KeepFund feature, Actor actor, CancellationToken ct) =>
                    feature.Propose(fundId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("申请支出 · Propose a payout");
        staff
            .MapPost(
                "/{fundId:guid}/payouts/{payoutId:guid}/decision",
                (Guid fundId, Guid payoutId, Deciding command, KeepFund feature, Actor actor, CancellationToken ct) =>
                    feature.Decide(fundId, payoutId, command, actor, ct)
            )
            .WithSummary("第二人确认支出 · Pay or refuse, by a second person");
        staff
            .MapPost(
                "/{fundId:guid}/closing",
                (Guid fundId, Closing command, KeepFund feature, Actor actor, CancellationToken ct) =>
                    feature.Close(fundId, command, actor, ct)
            )
            .WithSummary("结束基金 · Close a fund that is empty");
    }

    public Task<Kept> Open(FundSaid command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = desk.Area(nameof(command.AreaCode), command.AreaCode);
        actor.Require(Permission.KeepFunds, area);
        return Once.Run(
            desk.Db,
            "fund",
            Once.Bound(key, actor.AccountId, null),
            command,
            desk.Now,
            () =>
            {
                var fund = new Fund
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    AreaCode = area,
                    Name = CommunityDesk.Needed(nameof(command.Name), PlainText.CleanLine(command.Name)),
                    Words = PlainText.Clean(command.Words),
                    CreatedAt = desk.Now,
                };
                fund.Hang(PlainText.CleanLine(command.Charity), PlainText.CleanLine(command.AgreementNo), command.Level);
                desk.Db.Add(fund);
                NewPurpose(fund.Id, Everything, null);
                desk.Db.Audit(actor, "fund.opened", fund.Id, fund.Name, desk.Now);
                return Task.FromResult(new Kept(fund.Id, fund.Version));
            },
            ct
        );
    }

    public Task<Kept> Aim(Guid fundId, PurposeSaid command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return Write(
            "fund-purpose",
            fundId,
            key,
            command,
            actor,
            fund =>
            {
                fund.DemandOpen();
                var title = CommunityDesk.Needed(nameof(command.Title), PlainText.CleanLine(command.Title));
                desk.Db.Audit(actor, "fund.purpose-kept", fund.Id, title, desk.Now);
                return Task.FromResult(NewPurpose(fundId, title, null).Id);
            },
            ct
        );
    }

    /// <exception cref="InvalidInput"><c>gift.goods</c>: which goods.</exception>
    public Task<Kept> Enter(Guid fundId, GiftSaid command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (way, words) = (command.Way!.Value, PlainText.CleanLine(command.Words));
        if (way == GiftWay.Online)
            throw new InvalidInput(nameof(command.Way), "input.invalid");
        if (way == GiftWay.Goods && words.Length == 0)
            throw new InvalidInput(nameof(command.Words), "gift.goods");
        return Write(
            "gift-entered",
            fundId,
            key,
            command,
            actor,
            async fund =>
            {
                fund.DemandOpen();
                var purpose = await gifts.Purpose(fundId, command.PurposeId, ct);
                var gift = gifts.New(fundId, purpose.Id, way, command.Fen!.Value, words, command.Donor, command.ShowsDonor, actor);
                gift.Receive(desk.Now, null);
                var place =
                    way == GiftWay.Cash ? FundAccount.Cash
                    : way == GiftWay.Bank ? FundAccount.Bank
                    : FundAccount.Goods;
                ledger.Write(
                    fundId,
                    purpose.Id,
                    EntryKind.Gift,
                    $"gift:{gift.Id}",
                    place,
                    FundAccount.Gifts,
                    gift.Fen,
                    words,
                    Title(actor, fund)
                );
                desk.Db.Audit(actor, "fund.gift-entered", fundId, gift.No, desk.Now);
                return gift.Id;
            },
            ct
        );
    }

    /// <summary>A gift paid online is sent back by the provider; any other is taken back on the books by the opposite entry.</summary>
    /// <exception cref="RuleViolation"><c>gift.not-there</c>, <c>fund.too-little</c>.</exception>
    public Task<Kept> TakeBack(Guid fundId, Guid giftId, Reason command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return Held(
            fundId,
            actor,
            async fund =>
            {
                var gift =
                    await desk.Db.Set<Gift>().FirstOrDefaultAsync(g => g.FundId == fundId && g.Id == giftId, ct)
                    ?? throw new NotFound("gift");
                CommunityDesk.Seen(gift, command.Version);
                gift.DemandReceived();
                var (why, title) = (CommunityDesk.Needed(nameof(command.Why), PlainText.CleanLine(command.Why)), Title(actor, fund));
                if (gift.Way == GiftWay.Online)
                {
                    await ledger.Demand(fundId, gift.PurposeId, FundAccount.Online, gift.Fen, ct);
                    gift.Refund(await (gifts.Provider ?? throw new RuleViolation("fund.no-online")).Refund(gift.No, ct));
                    var (to, from) = (FundAccount.Gifts, FundAccount.Online);
                    ledger.Write(fundId, gift.PurposeId, EntryKind.Refund, $"refund:{gift.Id}", to, from, gift.Fen, why, title);
                }
                else
                {
                    var source = $"gift:{gift.Id}";
                    await ledger.Reverse(
                        await desk.Db.Set<FundEntry>().AsNoTracking().FirstAsync(e => e.Source == source, ct),
                        why,
                        title,
                        ct
                    );
                    gift.Reverse();
                }
                desk.Db.Audit(actor, "fund.gift-taken-back", fundId, gift.No, desk.Now);
                return gift.Id;
            },
            ct
        );
    }

    /// <exception cref="InvalidInput"><c>fund.move</c>: not from one place to another, to fees, or from unclear money to gifts.</exception>
    public Task<Kept> Move(Guid fundId, Moving command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (from, to) = (command.From!.Value, command.To!.Value);
        var accepts = from == FundAccount.Unclear && to == FundAccount.Gifts;
        var moves = Ledger.Places.Contains(from) && from != to && (to == FundAccount.Fees || Ledger.Places.Contains(to));
        if (!accepts && (!moves || from == FundAccount.Goods || to == FundAccount.Goods))
            throw new InvalidInput(nameof(command.To), "fund.move");
        return Held(
            fundId,
            actor,
            async fund =>
            {
                var purpose = await gifts.Purpose(fundId, command.PurposeId, ct);
                var source = $"move:{Once.Bound(key, actor.AccountId, null) ?? Ids.New(desk.Now).ToString()}";
                if (await ledger.Exists(source, ct))
                    return fundId; // sent twice
                if (accepts)
                    await ledger.DemandUnclear(fundId, purpose.Id, command.Fen!.Value, ct);
                else
                    await ledger.Demand(fundId, purpose.Id, from, command.Fen!.Value, ct);
                var words = CommunityDesk.Needed(nameof(command.Words), PlainText.CleanLine(command.Words));
                var (debit, credit) = accepts ? (from, to) : (to, from);
                var entry = ledger.Write(
                    fundId,
                    purpose.Id,
                    EntryKind.Move,
                    source,
                    debit,
                    credit,
                    command.Fen.Value,
                    words,
                    Title(actor, fund)
                );
                desk.Db.Audit(actor, "fund.moved", fundId, words, desk.Now);
                return entry.Id;
            },
            ct
        );
    }

    public Task<Kept> Propose(Guid fundId, Proposing command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.From is FundAccount.Online || !Ledger.Places.Contains(command.From!.Value))
            throw new InvalidInput(nameof(command.From), "fund.move");
        return Write(
            "payout",
            fundId,
            key,
            command,
            actor,
            async fund =>
            {
                var purpose = await gifts.Purpose(fundId, command.PurposeId, ct);
                var helped = purpose.AidId ?? command.AidId;
                if (helped is { } aidId)
                    (
                        await desk.Db.Set<HardshipAid>().AsNoTracking().FirstOrDefaultAsync(a => a.FundId == fundId && a.Id == aidId, ct)
                        ?? throw new NotFound("aid")
                    ).DemandGranted();
                await ledger.Demand(fundId, purpose.Id, command.From.Value, command.Fen!.Value, ct);
                var payout = new Payout
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    FundId = fundId,
                    PurposeId = purpose.Id,
                    AidId = helped,
                    From = command.From.Value,
                    Fen = command.Fen.Value,
                    Words = CommunityDesk.Needed(nameof(command.Words), PlainText.CleanLine(command.Words)),
                    ProposedBy = actor.AccountId!.Value,
                    ProposedTitle = Title(actor, fund),
                    ProposedAt = desk.Now,
                };
                desk.Db.Add(payout);
                desk.Db.Audit(actor, "fund.payout-proposed", fundId, payout.Words, desk.Now);
                return payout.Id;
            },
            ct
        );
    }

    /// <exception cref="RuleViolation"><c>payout.two-persons</c>, <c>payout.decided</c>, <c>fund.too-little</c>.</exception>
    public Task<Kept> Decide(Guid fundId, Guid payoutId, Deciding command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return Held(
            fundId,
            actor,
            async fund =>
            {
                var payout =
                    await desk.Db.Set<Payout>().FirstOrDefaultAsync(p => p.FundId == fundId && p.Id == payoutId, ct)
                    ?? throw new NotFound("payout");
                CommunityDesk.Seen(payout, command.Version);
                var (pays, title) = (command.Pays!.Value, Title(actor, fund));
                var receipt = CommunityDesk.Needed(nameof(command.Receipt), PlainText.CleanLine(command.Receipt));
                payout.Decide(pays, actor.AccountId!.Value, title, receipt, desk.Now);
                if (pays)
                {
                    await ledger.Demand(fundId, payout.PurposeId, payout.From, payout.Fen, ct);
                    var source = $"pay:{payout.Id}";
                    var (to, from) = (FundAccount.Spent, payout.From);
                    ledger.Write(fundId, payout.PurposeId, EntryKind.Payment, source, to, from, payout.Fen, payout.Words, title);
                }
                desk.Db.Audit(actor, pays ? "fund.payout-paid" : "fund.payout-refused", fundId, payout.Words, desk.Now);
                return payout.Id;
            },
            ct
        );
    }

    /// <exception cref="RuleViolation"><c>fund.not-empty</c>: what is left goes somewhere first.</exception>
    public Task<Kept> Close(Guid fundId, Closing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return Held(
            fundId,
            actor,
            async fund =>
            {
                CommunityDesk.Seen(fund, command.Version);
                if (
                    (await ledger.Balances(fundId, null, ct)).Any(b =>
                        b.Fen != 0 && (Ledger.Places.Contains(b.Account) || b.Account == FundAccount.Unclear)
                    )
                )
                    throw new RuleViolation("fund.not-empty");
                fund.Close(CommunityDesk.Needed(nameof(command.Words), command.Words), desk.Today);
                desk.Db.Audit(actor, "fund.closed", fundId, fund.Name, desk.Now);
                return fundId;
            },
            ct
        );
    }

    internal FundPurpose NewPurpose(Guid fundId, string title, Guid? aidId)
    {
        var purpose = new FundPurpose
        {
            DistrictId = desk.Db.DistrictId,
            FundId = fundId,
            Id = Ids.New(desk.Now),
            Title = title,
            AidId = aidId,
        };
        desk.Db.Add(purpose);
        return purpose;
    }

    internal static string Title(Actor actor, Fund fund) => actor.PostFor(Permission.KeepFunds, fund.AreaCode)!.Title;

    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    internal async Task<Fund> Find(Guid fundId, Actor actor, CancellationToken ct) =>
        await desk.Db.Set<Fund>().FirstOrDefaultAsync(f => f.Id == fundId, ct) is { } fund
        && actor.PostFor(Permission.KeepFunds, fund.AreaCode) is not null
            ? fund
            : throw new NotFound("fund");

    /// <summary>What adds rows, once per key.</summary>
    internal Task<Kept> Write(
        string kind,
        Guid fundId,
        string? key,
        object command,
        Actor actor,
        Func<Fund, Task<Guid>> work,
        CancellationToken ct
    ) =>
        Once.Run(
            desk.Db,
            kind,
            Once.Bound(key, actor.AccountId, null),
            new { fundId, command },
            desk.Now,
            async () => new Kept(await work(await Find(fundId, actor, ct)), 1),
            ct
        );

    /// <summary>What takes something out, with the fund's row held.</summary>
    internal async Task<Kept> Held(Guid fundId, Actor actor, Func<Fund, Task<Guid>> work, CancellationToken ct)
    {
        Kept kept = null!;
        await desk.Db.Together(
            async () =>
            {
                await ledger.Hold(fundId, ct);
                var fund = await Find(fundId, actor, ct);
                var id = await work(fund);
                await desk.Db.Save(ct);
                kept = new Kept(id, fund.Version);
            },
            ct
        );
        return kept;
    }
}
