using Gezhi.Platform;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Funds;

/// <summary>Double-entry books of the funds, in fen: written once, corrected by the opposite entry. 复式账</summary>
public sealed class Ledger(CommunityDesk desk)
{
    /// <summary>Where money and goods lie.</summary>
    public static readonly IReadOnlyList<FundAccount> Places = [FundAccount.Online, FundAccount.Bank, FundAccount.Cash, FundAccount.Goods];

    /// <summary>What is in one place, of one purpose.</summary>
    public sealed record Balance(Guid PurposeId, FundAccount Account, long Fen);

    /// <summary>Adds an entry from one account to another to the change that is being made; the caller saves.</summary>
    /// <param name="source">Unique; a second entry of the same source is refused by the database.</param>
    /// <param name="fen">Above zero.</param>
    public FundEntry Write(
        Guid fundId,
        Guid purposeId,
        EntryKind kind,
        string source,
        FundAccount to,
        FundAccount from,
        long fen,
        string words,
        string? byTitle
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fen);
        return Add(fundId, purposeId, kind, source, [(to, fen), (from, -fen)], words, byTitle, null);
    }

    /// <summary>The opposite of an entry.</summary>
    /// <exception cref="RuleViolation"><c>fund.reversed</c>: it was taken back already, or is itself a reversal.</exception>
    /// <exception cref="RuleViolation"><c>fund.too-little</c>: what it brought is no longer there.</exception>
    public async Task<FundEntry> Reverse(FundEntry entry, string words, string byTitle, CancellationToken ct)
    {
        if (entry.Kind is EntryKind.Reversal or EntryKind.Payment or EntryKind.Refund || await Exists($"reverse:{entry.Id}", ct))
            throw new RuleViolation("fund.reversed");
        var lines = await desk.Db.Set<FundLine>().AsNoTracking().Where(l => l.EntryId == entry.Id).ToListAsync(ct);
        foreach (var line in lines.Where(l => Places.Contains(l.Account) && l.Fen > 0))
            await Demand(entry.FundId, entry.PurposeId, line.Account, line.Fen, ct);
        return Add(
            entry.FundId,
            entry.PurposeId,
            EntryKind.Reversal,
            $"reverse:{entry.Id}",
            [.. lines.Select(l => (l.Account, -l.Fen))],
            words,
            byTitle,
            entry.Id
        );
    }

    public Task<bool> Exists(string source, CancellationToken ct) => desk.Db.Set<FundEntry>().AnyAsync(e => e.Source == source, ct);

    /// <summary>Holds the fund's row until the transaction ends: whoever takes money out stands in line.</summary>
    public async Task Hold(Guid fundId, CancellationToken ct)
    {
        if (
            await desk.Db.Set<Fund>().Where(f => f.Id == fundId).ExecuteUpdateAsync(f => f.SetProperty(x => x.Turn, x => x.Turn + 1), ct)
            != 1
        )
            throw new NotFound("fund");
    }

    /// <exception cref="RuleViolation"><c>fund.too-little</c>: less is there, told in yuan.</exception>
    public async Task Demand(Guid fundId, Guid purposeId, FundAccount account, long fen, CancellationToken ct)
    {
        if (await In(fundId, purposeId, account, ct) is var there && there < fen)
            throw new RuleViolation("fund.too-little", Money.Yuan(there));
    }

    /// <summary>As much waits to be explained.</summary>
    /// <exception cref="RuleViolation"><c>fund.too-little</c>.</exception>
    public async Task DemandUnclear(Guid fundId, Guid purposeId, long fen, CancellationToken ct)
    {
        if (-await In(fundId, purposeId, FundAccount.Unclear, ct) is var there && there < fen)
            throw new RuleViolation("fund.too-little", Money.Yuan(there));
    }

    private Task<long> In(Guid fundId, Guid purposeId, FundAccount account, CancellationToken ct) =>
        desk.Db.Set<FundLine>().Where(l => l.FundId == fundId && l.PurposeId == purposeId && l.Account == account).SumAsync(l => l.Fen, ct);

    /// <summary>Every account of every purpose that is not empty.</summary>
    /// <param name="before">Local day that no longer counts; null: all.</param>
    public async Task<IReadOnlyList<Balance>> Balances(Guid fundId, DateOnly? before, CancellationToken ct) =>
        await desk
            .Db.Set<FundLine>()
            .Where(l => l.FundId == fundId && (before == null || l.On < before))
            .GroupBy(l => new { l.PurposeId, l.Account })
            .Select(g => new Balance(g.Key.PurposeId, g.Key.Account, g.Sum(l => l.Fen)))
            .ToListAsync(ct);

    private FundEntry Add(
        Guid fundId,
        Guid purposeId,
        EntryKind kind,
        string source,
        IReadOnlyList<(FundAccount Account, long Fen)> lines,
        string words,
        string? byTitle,
        Guid? reverses
    )
    {
        if (lines.Sum(l => l.Fen) != 0)
            throw new InvalidOperationException("An entry's lines must sum to nothing.");
        var entry = new FundEntry
        {
            DistrictId = desk.Db.DistrictId,
            FundId = fundId,
            Id = Ids.New(desk.Now),
            PurposeId = purposeId,
            Kind = kind,
            At = desk.Now,
            On = desk.Today,
            Source = source,
            Words = words,
            ByTitle = byTitle,
            ReversesId = reverses,
        };
        desk.Db.Add(entry);
        foreach (var (account, fen) in lines)
            desk.Db.Add(
                new FundLine
                {
                    DistrictId = desk.Db.DistrictId,
                    EntryId = entry.Id,
                    Account = account,
                    FundId = fundId,
                    PurposeId = purposeId,
                    On = entry.On,
                    Fen = fen,
                }
            );
        return entry;
    }
}
