using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;

namespace Gezhi.Cases.Deadlines;

/// <summary>Who is to be told about a case at a level of the ladder. 提醒对象</summary>
public sealed class TellPeople(Staffing staffing, UnitDirectory units, CaseDesk desk)
{
    /// <summary>Accounts without repetition; empty when nobody holds such a post today.</summary>
    public async Task<IReadOnlyList<Guid>> At(LadderLevel level, Stage stage, Case subject, CancellationToken ct)
    {
        var found = level switch
        {
            LadderLevel.Holder => await Holders(stage, subject, ct),
            LadderLevel.MicroGrid => await MicroGrid(subject.AreaCode, ct),
            LadderLevel.Grid => await Grid(subject.AreaCode, ct),
            LadderLevel.Community => await Near(subject.AreaCode, Role.CommunitySecretary, 12, ct),
            LadderLevel.Street => await Street(subject.AreaCode, ct),
            LadderLevel.District => await District(subject, ct),
            LadderLevel.City => await City(subject, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
        };
        return [.. found.Select(s => s.AccountId).Distinct()];
    }

    /// <summary>Everybody with a post of the unit; the worker of the grid as well where the unit has no crew.</summary>
    public async Task<IReadOnlyList<Guid>> Of(string unitCode, Case subject, CancellationToken ct)
    {
        IEnumerable<StaffView> crew = await staffing.PostsOf(unitCode, ct);
        if (await desk.IsGroundWork(unitCode, ct))
            crew = crew.Concat(await Near(subject.AreaCode, Role.GridWorker, 15, ct));
        return [.. crew.Select(s => s.AccountId).Distinct()];
    }

    private async Task<IEnumerable<StaffView>> Holders(Stage stage, Case subject, CancellationToken ct)
    {
        var area = subject.AreaCode;
        switch (stage)
        {
            case Stage.File or Stage.Close or Stage.CallBack:
                return await staffing.Nearest(area, Role.Operator, ct);
            case Stage.Confirm:
                return await Near(area, Role.GridWorker, 15, ct);
            case Stage.Dispatch or Stage.Decide:
                return await staffing.Nearest(area, Role.Dispatcher, ct);
            case Stage.Check:
                return (await staffing.Nearest(area, Role.Checker, ct)).Where(s => s.AccountId != subject.HandledBy);
            default:
                if (subject.LeadUnitCode is not { } unit)
                    return [];
                IEnumerable<StaffView> crew = await staffing.PostsOf(unit, ct);
                return await desk.IsGroundWork(unit, ct) ? crew.Concat(await Near(area, Role.GridWorker, 15, ct)) : crew;
        }
    }

    /// <summary>Posts of the area or the smallest one around it, but not above this length of code.</summary>
    private async Task<IEnumerable<StaffView>> Near(string area, Role role, int shortest, CancellationToken ct) =>
        area.Length < shortest ? [] : (await staffing.Nearest(area, role, ct)).Where(s => s.AreaCode!.Length >= shortest);

    /// <summary>Who keeps the micro-grid; those of the grid where it has nobody or the place is not so exact.</summary>
    private async Task<IEnumerable<StaffView>> MicroGrid(string area, CancellationToken ct)
    {
        var own = await Near(area, Role.GridWorker, 17, ct);
        return own.Any() ? own : await Grid(area, ct);
    }

    /// <summary>Lead and worker of the grid itself, whoever keeps the micro-grid in it.</summary>
    private async Task<IEnumerable<StaffView>> Grid(string area, CancellationToken ct)
    {
        if (area.Length < 15)
            return [];
        var grid = area[..15];
        return [.. await staffing.PostsAt(grid, Role.GridLead, ct), .. await staffing.PostsAt(grid, Role.GridWorker, ct)];
    }

    /// <summary>The street's office, and leaders of the street.</summary>
    private async Task<IEnumerable<StaffView>> Street(string area, CancellationToken ct)
    {
        if (area.Length < 9)
            return [];
        var street = area[..9];
        List<StaffView> found = [.. await staffing.PostsAt(street, Role.Leader, ct)];
        foreach (var unit in (await units.Active(ct)).Where(u => u.Kind == UnitKind.Street && u.AreaCode == street))
            found.AddRange(await staffing.PostsOf(unit.Code, ct));
        return found;
    }

    /// <summary>Who speaks with the city for the district.</summary>
    private async Task<IEnumerable<StaffView>> City(Case subject, CancellationToken ct)
    {
        var leaders = await staffing.PostsAt(subject.AreaCode[..6], Role.Leader, ct);
        return leaders.Count > 0 ? leaders : await District(subject, ct);
    }

    private async Task<IEnumerable<StaffView>> District(Case subject, CancellationToken ct)
    {
        var district = subject.AreaCode[..6];
        return (await staffing.PostsAt(district, Role.ShiftLeader, ct)).Concat(await staffing.PostsAt(district, Role.Leader, ct));
    }
}
