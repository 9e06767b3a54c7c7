using Gezhi.Indicators.Integrity;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Contract;

/// <summary>Cases on which a person confirmed a finding; whoever evaluates may leave them out, with a person's decision and reason. 已确认线索</summary>
public sealed class ConfirmedFindings
{
    private readonly GezhiDb db;

    internal ConfirmedFindings(GezhiDb db) => this.db = db;

    /// <param name="FindingId">For the page of the finding.</param>
    /// <param name="RuleKey">Which rule found it.</param>
    /// <param name="JudgedAt">UTC.</param>
    public sealed record Confirmed(Guid CaseId, Guid FindingId, string RuleKey, DateTime JudgedAt);

    /// <summary>Those judged in a stretch of time, each case of each finding once. 已确认线索读取</summary>
    /// <param name="fromUtc">First instant.</param>
    /// <param name="toUtc">First instant no longer of it.</param>
    public async Task<IReadOnlyList<Confirmed>> Cases(DateTime fromUtc, DateTime toUtc, CancellationToken ct) =>
        [
            .. (
                await db.Set<Finding>()
                    .AsNoTracking()
                    .Where(f => f.Outcome == FindingOutcome.Confirmed && f.JudgedAt >= fromUtc && f.JudgedAt < toUtc)
                    .OrderBy(f => f.Id)
                    .ToListAsync(ct)
            ).SelectMany(f => (f.Read()?.Cases ?? []).Select(c => new Confirmed(c, f.Id, f.RuleKey, f.JudgedAt!.Value))),
        ];
}
