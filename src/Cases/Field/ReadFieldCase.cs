using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Field;

/// <summary>Reads one case for somebody who works on it: what was said, photos, steps. 查现场案情</summary>
public sealed class ReadFieldCase(GezhiDb db)
{
    private const int MostReports = 10;
    private const int MostPictures = 40;
    private const int MostMoves = 60;

    /// <summary>Ratings stay with the resident: handler and grid never see them.</summary>
    private static readonly CaseAction[] Hidden = [CaseAction.Rate];

    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    public async Task<FieldCase> Run(Guid caseId, Actor actor, CancellationToken ct)
    {
        var found =
            await db
                .Cases.AsNoTracking()
                .VisibleTo(actor, db)
                .Where(c => c.Id == caseId)
                .Select(c => new FieldCase(
                    c.Id,
                    c.CaseNo,
                    c.State,
                    c.Title,
                    c.CategoryKey,
                    c.AreaCode,
                    c.Lon,
                    c.Lat,
                    c.PlaceText,
                    c.IsUrgent,
                    c.LeadUnitCode,
                    c.ConditionId,
                    c.RuleId,
                    c.CreatedAt,
                    c.DueAt,
                    c.StageDueAt,
                    c.State == CaseState.Handled || c.State == CaseState.Checked
                        ? c.StageAt
                        : c.ConfirmAskedAt ?? c.DispatchedAt ?? c.StageAt,
                    c.ArrivedAt,
                    c.ReworkCount,
                    c.ExtensionCount,
                    c.HandledBy,
                    c.Version
                ))
                .FirstOrDefaultAsync(ct)
            ?? throw new NotFound("case");
        return found with { Reports = await Reports(caseId, ct), Pictures = await Pictures(caseId, ct), Moves = await Moves(caseId, ct) };
    }

    private Task<List<FieldCase.Saying>> Reports(Guid caseId, CancellationToken ct) =>
        db
            .Reports.AsNoTracking()
            .Where(r => r.CaseId == caseId && r.WithdrawnAt == null)
            .OrderBy(r => r.CreatedAt)
            .Take(MostReports)
            .Select(r => new FieldCase.Saying(r.Id, r.Text, r.Channel, r.CreatedAt, r.Contact != null, r.IsForNeighbour))
            .ToListAsync(ct);

    private Task<List<FieldCase.Picture>> Pictures(Guid caseId, CancellationToken ct) =>
        (
            from evidence in db.Evidence.AsNoTracking()
            join file in db.Set<StoredFile>() on evidence.FileHash equals file.Hash
            where evidence.CaseId == caseId
            orderby evidence.At, evidence.Id
            select new FieldCase.Picture(evidence.FileHash, evidence.Kind, file.Kind, evidence.At)
        )
            .Take(MostPictures)
            .ToListAsync(ct);

    private Task<List<FieldCase.Move>> Moves(Guid caseId, CancellationToken ct) =>
        db
            .Timeline.AsNoTracking()
            .Where(t => t.CaseId == caseId && !Hidden.Contains(t.Action))
            .OrderByDescending(t => t.Sequence)
            .Take(MostMoves)
            .Select(t => new FieldCase.Move(
                t.Sequence,
                t.Action,
                t.PostTitle,
                t.AccountId,
                t.At,
                db.Set<TimelineText>().Where(x => x.CaseId == t.CaseId && x.Sequence == t.Sequence).Select(x => x.Note).FirstOrDefault()
            ))
            .ToListAsync(ct);
}
