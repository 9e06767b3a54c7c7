using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reviews;

/// <summary>A review as the case page shows it: never whose rating it is. 复核展示</summary>
/// <param name="OwnerTitle">Post of who reviews.</param>
/// <param name="DueAt">UTC.</param>
/// <param name="Answer">What the reporter was told; null for those who must not know what was rated.</param>
public sealed record ReviewView(
    string OwnerName,
    string OwnerTitle,
    DateTime DueAt,
    bool IsLate,
    DateTime? DecidedAt,
    ReviewOutcome? Outcome,
    string? Answer
)
{
    /// <param name="seesRatings">Otherwise the words to the reporter are left out: they could tell who it was.</param>
    internal static async Task<IReadOnlyList<ReviewView>> Of(
        GezhiDb db,
        Guid caseId,
        bool seesRatings,
        Staffing staffing,
        CancellationToken ct
    )
    {
        var reviews = await db.Set<Review>()
            .AsNoTracking()
            .Where(r => r.CaseId == caseId)
            .OrderByDescending(r => r.AskedAt)
            .ToListAsync(ct);
        var names = await staffing.Names([.. reviews.Select(r => r.OwnerId).OfType<Guid>().Distinct()], ct);
        return
        [
            .. reviews.Select(r => new ReviewView(
                r.OwnerId is { } owner ? names.GetValueOrDefault(owner, "") : "",
                r.OwnerTitle,
                r.DueAt,
                r.LateAt is not null,
                r.DecidedAt,
                r.Outcome,
                seesRatings ? r.Answer : null
            )),
        ];
    }
}
