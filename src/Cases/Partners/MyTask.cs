using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joint;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Partners;

/// <summary>The one matter that a partner with account is asked to come to now. 我的协同请求</summary>
public sealed class MyTask(CaseDesk desk, OfficeLines lines, AreaWords areas)
{
    /// <param name="Left">How many more wait after this one.</param>
    /// <param name="ArrivedAt">UTC; null before.</param>
    public sealed record View(
        Guid CaseId,
        int Version,
        string Title,
        string Ask,
        string Place,
        string AreaName,
        double? Lon,
        double? Lat,
        bool IsUrgent,
        DateTime? DueAt,
        DateTime? AcceptedAt,
        DateTime? ArrivedAt,
        int Left,
        IReadOnlyList<OfficeLine> Phones
    );

    /// <returns>The one due first; null when nobody asks for anything.</returns>
    public async Task<View?> Run(Actor actor, CancellationToken ct)
    {
        var units = actor
            .Posts.Where(p => RolePermissions.Has(p.Role, Permission.Handle))
            .Select(p => p.UnitCode)
            .OfType<string>()
            .Distinct()
            .ToList();
        if (units.Count == 0)
            return null;
        var owed = await (
            from helper in desk.Db.Set<CaseHelper>().AsNoTracking()
            join subject in desk.Db.Cases.AsNoTracking() on helper.CaseId equals subject.Id
            where
                units.Contains(helper.UnitCode)
                && helper.Task != null
                && helper.HandedInAt == null
                && helper.ReleasedAt == null
                && CaseFlow.OpenStates.Contains(subject.State)
            orderby subject.IsUrgent descending, helper.DueAt, helper.CaseId
            select new { helper, subject }
        ).ToListAsync(ct);
        if (owed is not [{ helper: var task, subject: var first }, ..])
            return null;
        var arrived = await desk
            .Db.Timeline.AsNoTracking()
            .Where(t => t.CaseId == first.Id && t.Action == CaseAction.ReportIn && t.UnitCode == task.UnitCode && t.At >= task.At)
            .OrderByDescending(t => t.Sequence)
            .Select(t => (DateTime?)t.At)
            .FirstOrDefaultAsync(ct);
        var phones = await lines.Around([first.AreaCode], desk.Calendar.LocalDay(desk.Now), ct);
        return new View(
            first.Id,
            first.Version,
            Answers.PhonesInText.Hide(first.Title),
            task.Task!,
            areas.Place(first.PlaceText),
            areas.Path(first.AreaCode),
            first.Lon,
            first.Lat,
            first.IsUrgent,
            task.DueAt,
            task.AcceptedAt,
            task.AcceptedAt is null ? null : arrived,
            owed.Count - 1,
            [.. phones.Reverse().Take(4)]
        );
    }
}
