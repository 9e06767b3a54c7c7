using Gezhi.Cases.Contract;
using Gezhi.Cases.Rules;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Proposing;

/// <summary>Learns units from what the district's dispatchers and rules gave them: category, area and words of a case. 单位推荐</summary>
/// <remarks>What an interim handler only took because nobody was known teaches nothing; what a person chose does.</remarks>
public sealed class UnitGuesses(
    IServiceScopeFactory scopes,
    Districts districts,
    StorageRoot storage,
    TimeProvider clock,
    ILogger<UnitGuesses> log
) : LearntWords(scopes, districts, storage, clock, log, "unit")
{
    /// <summary>Lengths of an area code that say something about who answers: street, community.</summary>
    private static readonly int[] Levels = [9, 12];

    internal override async Task<IReadOnlyList<Lesson>> Lessons(GezhiDb db, DateTime since, CancellationToken ct)
    {
        var given = await db
            .Cases.AsNoTracking()
            .Where(c => c.DispatchedAt >= since && c.LeadUnitCode != null && c.CategoryKey != null && c.State != CaseState.Void)
            .OrderByDescending(c => c.DispatchedAt)
            .Take(MostTexts)
            .Join(
                db.Reports,
                c => c.Id,
                r => r.OwnCaseId,
                (c, r) =>
                    new
                    {
                        c.Title,
                        r.Text,
                        c.CategoryKey,
                        c.AreaCode,
                        c.LeadUnitCode,
                        c.DispatchReason,
                    }
            )
            .ToListAsync(ct);
        return
        [
            .. given
                .Where(g => DispatchReason.Read(g.DispatchReason) is not { Kind: ProposalKind.Gap })
                .Select(g => new Lesson(Said(g.Title, g.Text), g.LeadUnitCode!) { Facts = Facts(g.CategoryKey!, g.AreaCode) }),
        ];
    }

    protected override Task<int> Decided(GezhiDb db, DateTime since, CancellationToken ct) =>
        db.Cases.CountAsync(c => c.DispatchedAt >= since && c.LeadUnitCode != null, ct);

    /// <summary>What of a report is learnt from, and asked with.</summary>
    internal static string Said(string title, string text) => $"{title} {text}";

    /// <summary>What is known beside the words.</summary>
    internal static IReadOnlyList<string> Facts(string categoryKey, string areaCode) =>
        [OfCategory(categoryKey), .. Levels.Where(length => areaCode.Length >= length).Select(length => OfArea(areaCode[..length]))];

    internal static string OfCategory(string categoryKey) => "category:" + categoryKey;

    internal static string OfArea(string areaCode) => "area:" + areaCode;
}
