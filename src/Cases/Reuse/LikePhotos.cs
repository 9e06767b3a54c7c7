using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reuse;

/// <summary>Two photos side by side, as the page of one of the cases shows them. 疑似重复照片展示</summary>
/// <param name="Hash">The photo of the case that is looked at.</param>
/// <param name="At">UTC; when it came in.</param>
/// <param name="OtherNo">Case number of the other; its title when it has none.</param>
/// <param name="IsSameFile">Not only alike.</param>
/// <param name="MayJudge">This person decides; only on the page of the case where the photo came later.</param>
public sealed record LikePhotoView(
    Guid Id,
    string Hash,
    DateTime At,
    Guid OtherCaseId,
    string OtherNo,
    string OtherTitle,
    string OtherHash,
    DateTime OtherAt,
    bool IsSameFile,
    MatchFinding? Finding,
    string? Note,
    string? DeciderName,
    bool MayJudge,
    int Version
);

/// <summary>Reads what looks alike, for those who look after the work of others; never for the unit whose photo it is. 疑似重复照片读取</summary>
internal static class LikePhotos
{
    private const int Most = 12;

    public static async Task<IReadOnlyList<LikePhotoView>> Of(
        GezhiDb db,
        Case subject,
        Actor actor,
        Staffing staffing,
        CancellationToken ct
    )
    {
        var mayJudge =
            JudgePhotos.MayJudge(actor, subject.AreaCode, subject.LeadUnitCode)
            && subject.HandledBy != actor.AccountId
            && !Reviews.Reviewing.HoldsUnit(actor, subject.LeadUnitCode);
        if (!mayJudge && actor.PostFor(Permission.Dispatch, subject.AreaCode) is null)
            return [];
        var found = await db.Set<PhotoMatch>()
            .AsNoTracking()
            .Where(m => m.CaseId == subject.Id || m.OtherCaseId == subject.Id)
            .OrderBy(m => m.DecidedAt != null)
            .ThenByDescending(m => m.Id)
            .Take(Most)
            .ToListAsync(ct);
        if (found.Count == 0)
            return [];
        var ids = found.ConvertAll(m => m.CaseId == subject.Id ? m.OtherCaseId : m.CaseId);
        var others = await db.Cases.AsNoTracking().VisibleTo(actor, db).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var hashes = found.SelectMany(m => new[] { m.FileHash, m.OtherHash }).Distinct().ToList();
        List<Guid> all = [subject.Id, .. ids];
        var times = (
            await db
                .Evidence.Where(e => all.Contains(e.CaseId) && hashes.Contains(e.FileHash))
                .Select(e => new
                {
                    e.CaseId,
                    e.FileHash,
                    e.At,
                })
                .ToListAsync(ct)
        ).ToLookup(e => (e.CaseId, e.FileHash), e => e.At);
        var names = await staffing.Names([.. found.Select(m => m.DecidedBy).OfType<Guid>().Distinct()], ct);
        return
        [
            .. found
                .Where(m => others.ContainsKey(m.CaseId == subject.Id ? m.OtherCaseId : m.CaseId))
                .Select(m =>
                {
                    var isLater = m.CaseId == subject.Id;
                    var other = others[isLater ? m.OtherCaseId : m.CaseId];
                    var (hash, otherHash) = isLater ? (m.FileHash, m.OtherHash) : (m.OtherHash, m.FileHash);
                    return new LikePhotoView(
                        m.Id,
                        hash,
                        times[(subject.Id, hash)].FirstOrDefault(m.FoundAt),
                        other.Id,
                        other.CaseNo ?? other.Title,
                        other.Title,
                        otherHash,
                        times[(other.Id, otherHash)].FirstOrDefault(m.FoundAt),
                        m.Distance is null,
                        m.Finding,
                        m.Note,
                        m.DecidedBy is { } decider ? names.GetValueOrDefault(decider) : null,
                        mayJudge && isLater,
                        m.Version
                    );
                }),
        ];
    }
}
