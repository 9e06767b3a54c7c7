using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Meetings;

/// <summary>Founds, changes and ends standing groups of a building or park with its community; reads them. 楼社联动小组维护</summary>
public sealed class KeepGroups(CouncilDesk desk)
{
    /// <param name="GroupId">Null founds one.</param>
    /// <param name="EveryDays">They meet at least every so many days.</param>
    /// <param name="UnitCodes">Members that are units of the district.</param>
    /// <param name="Others">Members that are not, by name and post, one a line; no private persons.</param>
    /// <param name="End">The group ends.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Needed, Longest(StandingGroup.LongestName)] string Name,
        [property: Needed, Longest(Meeting.LongestPlace)] string PlaceText,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Needed, Between(1, 366)] int? EveryDays,
        [property: Longest(StandingGroup.LongestPurpose)] string? Purpose = null,
        IReadOnlyList<string>? UnitCodes = null,
        [property: Longest(2000)] string? Others = null,
        Guid? GroupId = null,
        bool End = false,
        int? Version = null
    );

    public sealed record Kept(Guid Id, int Version);

    /// <param name="LastAt">UTC; when it last met; null: never.</param>
    /// <param name="NextBy">Local day by which it meets again.</param>
    /// <param name="IsOverdue">That day is over.</param>
    /// <param name="ComingId">A meeting that is called already; null for none.</param>
    public sealed record View(
        StandingGroup Of,
        string AreaName,
        IReadOnlyList<GroupMember> Members,
        DateTime? LastAt,
        DateOnly NextBy,
        bool IsOverdue,
        Guid? ComingId,
        int Meetings
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/standing-groups",
                (Command command, KeepGroups feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct)
            )
            .WithSummary("楼社联动小组 · Keep a standing group");

    /// <exception cref="NotFound">Not there, or not the actor's to keep.</exception>
    /// <exception cref="RuleViolation"><c>group.no-members</c>, <c>group.ended</c>.</exception>
    public async Task<Kept> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = desk.Area(nameof(command.AreaCode), command.AreaCode);
        var group = command.GroupId is { } id ? await Find(id, actor, ct) : null;
        if (group is null)
            actor.Require(Permission.HoldMeetings, area);
        else
            CouncilDesk.Seen(group, command.Version);
        if (group?.EndedAt is not null)
            throw new RuleViolation("group.ended");
        var members = await Members(command, ct);
        if (members.Count < 2 || members.Count > StandingGroup.MostMembers)
            throw new RuleViolation("group.no-members", StandingGroup.MostMembers);
        if (group is null)
            desk.Db.Add(
                group = new StandingGroup
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    AreaCode = area,
                    FoundedAt = desk.Now,
                }
            );
        else
            desk.Db.RemoveRange(await desk.Db.Set<GroupMember>().Where(m => m.GroupId == group.Id).ToListAsync(ct));
        (group.Name, group.PlaceText, group.Purpose, group.EveryDays) = (
            PlainText.CleanLine(command.Name),
            PlainText.CleanLine(command.PlaceText),
            CouncilDesk.Text(command.Purpose) ?? "",
            command.EveryDays!.Value
        );
        if (command.End)
            group.EndedAt = desk.Now;
        desk.Db.AddRange(
            members.Select(
                (m, i) =>
                    new GroupMember
                    {
                        DistrictId = desk.Db.DistrictId,
                        Id = Ids.New(desk.Now),
                        GroupId = group.Id,
                        No = i + 1,
                        UnitCode = m.Code,
                        Name = m.Name,
                    }
            )
        );
        desk.Db.Audit(actor, command.End ? "group.ended" : "group.kept", group.Id, group.Name, desk.Now);
        await desk.Save(ct);
        return new Kept(group.Id, group.Version);
    }

    private async Task<List<(string? Code, string Name)>> Members(Command command, CancellationToken ct)
    {
        var members = new List<(string? Code, string Name)>();
        var units = (await desk.Units(ct)).ToDictionary(u => u.Code, StringComparer.Ordinal);
        foreach (var code in await desk.Known(nameof(command.UnitCodes), command.UnitCodes, ct))
            members.Add((code, units[code].NameZh));
        foreach (var line in (command.Others ?? "").Split('\n'))
            if (PlainText.CleanLine(line) is { Length: > 0 } name)
                members.Add((null, TextElements.Cut(name, GroupMember.LongestName)));
        return members;
    }

    /// <exception cref="NotFound">Not there, or not in the actor's areas.</exception>
    public async Task<StandingGroup> Find(Guid groupId, Actor actor, CancellationToken ct)
    {
        var group = await desk.Db.Set<StandingGroup>().FirstOrDefaultAsync(g => g.Id == groupId, ct);
        return group is not null && CouncilDesk.Holds(actor, group.AreaCode) ? group : throw new NotFound("group");
    }

    /// <summary>Those of the actor's areas that stand, overdue ones first.</summary>
    public async Task<IReadOnlyList<View>> All(Actor actor, CancellationToken ct)
    {
        var areas = CouncilDesk.AreasOf(actor);
        var groups = (await desk.Db.Set<StandingGroup>().AsNoTracking().Where(g => g.EndedAt == null).ToListAsync(ct))
            .Where(g => areas.Any(a => g.AreaCode.StartsWith(a, StringComparison.Ordinal)))
            .ToList();
        var ids = groups.ConvertAll(g => g.Id);
        var members = (await desk.Db.Set<GroupMember>().AsNoTracking().Where(m => ids.Contains(m.GroupId)).ToListAsync(ct)).ToLookup(m =>
            m.GroupId
        );
        var meetings = (
            await desk
                .Db.Set<Meeting>()
                .AsNoTracking()
                .Where(m => m.GroupId != null && ids.Contains(m.GroupId.Value) && m.State != MeetingState.CalledOff)
                .Select(m => new
                {
                    GroupId = m.GroupId!.Value,
                    m.Id,
                    m.BeginsAt,
                    m.State,
                })
                .ToListAsync(ct)
        ).ToLookup(m => m.GroupId);
        return
        [
            .. groups
                .Select(g =>
                {
                    var past = meetings[g.Id].Where(m => m.BeginsAt <= desk.Now).Select(m => (DateTime?)m.BeginsAt).Max();
                    var next = desk.Calendar.LocalDay(past ?? g.FoundedAt).AddDays(g.EveryDays);
                    return new View(
                        g,
                        desk.AreaName(g.AreaCode),
                        [.. members[g.Id].OrderBy(m => m.No)],
                        past,
                        next,
                        next < desk.Today,
                        meetings[g.Id].Where(m => m.BeginsAt > desk.Now).OrderBy(m => m.BeginsAt).Select(m => (Guid?)m.Id).FirstOrDefault(),
                        meetings[g.Id].Count()
                    );
                })
                .OrderByDescending(v => v.IsOverdue)
                .ThenBy(v => v.NextBy)
                .ThenBy(v => v.Of.Name, StringComparer.Ordinal),
        ];
    }
}
