using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Council.Groups;

/// <summary>Who may read and write in which group, and who is on duty there: the one place that says so. 楼栋群范围</summary>
/// <remarks>Staff by area; residents by their one confirmed home, so that another building's resident is nowhere.</remarks>
public sealed class GroupScope(CouncilDesk desk, HomeBook homes, Staffing staffing, MessageTimes times, IConfiguration settings)
{
    private const int GridLength = 15;
    private static readonly Role[] OnDuty = [Role.GridWorker, Role.GridLead, Role.CommunitySecretary, Role.Leader];

    /// <summary>Messages of one household in an hour; <c>Groups:MessagesAnHour</c>, 10.</summary>
    public int MostAnHour { get; } = Math.Clamp(settings.GetValue("Groups:MessagesAnHour", 10), 1, 200);

    /// <summary>Days for which messages are kept; <c>Groups:KeepDays</c>, 365.</summary>
    public int KeepDays { get; } = Math.Clamp(settings.GetValue("Groups:KeepDays", 365), 7, 3_650);

    /// <summary>Local time of the digest; <c>Groups:DigestAt</c>, 18:30.</summary>
    public TimeOnly DigestAt { get; } = TimeOnly.TryParse(settings["Groups:DigestAt"], out var at) ? at : new TimeOnly(18, 30);

    /// <summary>Hours of the night in which the clock of a question stands; <c>Groups:QuietNights</c>, true; null: it always runs.</summary>
    public QuietHours? Quiet { get; } = settings.GetValue("Groups:QuietNights", true) ? QuietHours.OfStaff : null;

    public TimeZoneInfo Zone => times.Zone;

    /// <summary>The post by which the actor answers there; null when not on duty.</summary>
    public static ActorPost? DutyPost(Actor actor, string areaCode) =>
        actor
            .Posts.Where(p => OnDuty.Contains(p.Role) && p.AreaCode is { } own && areaCode.StartsWith(own, StringComparison.Ordinal))
            .OrderByDescending(p => p.AreaCode!.Length)
            .FirstOrDefault();

    /// <summary>On duty there, or holds meetings there.</summary>
    public static bool Sees(Actor actor, string areaCode) => DutyPost(actor, areaCode) is not null || CouncilDesk.Holds(actor, areaCode);

    /// <summary>Widest areas whose groups the actor reads.</summary>
    public static IReadOnlyList<string> AreasOf(Actor actor) =>
        WidestAreas.Of(
            actor
                .Posts.Where(p => OnDuty.Contains(p.Role) || RolePermissions.Has(p.Role, Permission.HoldMeetings))
                .Where(p => p.AreaCode is not null)
        );

    /// <summary>Groups that the actor reads.</summary>
    public IQueryable<BuildingGroup> Visible(Actor actor) => desk.Db.Set<BuildingGroup>().InAreas(AreasOf(actor), g => g.AreaCode);

    /// <exception cref="NotFound">Not there, or not in the actor's areas.</exception>
    public async Task<BuildingGroup> Find(Guid groupId, Actor actor, CancellationToken ct)
    {
        var group = await desk.Db.Set<BuildingGroup>().FirstOrDefaultAsync(g => g.Id == groupId, ct);
        return group is not null && Sees(actor, group.AreaCode) ? group : throw new NotFound("group");
    }

    /// <summary>As above, for who is on duty there.</summary>
    /// <exception cref="RuleViolation"><c>group.not-duty</c>.</exception>
    public async Task<(BuildingGroup Group, ActorPost Post)> ToAnswer(Guid groupId, Actor actor, CancellationToken ct)
    {
        var group = await Find(groupId, actor, ct);
        return (group, DutyPost(actor, group.AreaCode) ?? throw new RuleViolation("group.not-duty"));
    }

    /// <summary>The resident's home and the group of its building; parts are null where there is none yet.</summary>
    public async Task<(VerifiedHome? Home, BuildingGroup? Group, BuildingMember? Member)> Mine(Actor actor, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Resident, AccountId: { } me } || await homes.Of(me, ct) is not { } home)
            return default;
        var group = await desk.Db.Set<BuildingGroup>().FirstOrDefaultAsync(g => g.BuildingId == home.BuildingId, ct);
        var member = group is null
            ? null
            : await desk.Db.Set<BuildingMember>().FirstOrDefaultAsync(m => m.GroupId == group.Id && m.ResidentId == me, ct);
        return (home, group, member);
    }

    /// <summary>To write: in the group, or back in it; a first time makes a member.</summary>
    /// <exception cref="RuleViolation"><c>group.unverified</c>, <c>group.none</c>, <c>group.left</c>.</exception>
    public async Task<(VerifiedHome Home, BuildingGroup Group, BuildingMember Member)> ToSpeak(Actor actor, CancellationToken ct)
    {
        var (home, group, member) = await Mine(actor, ct);
        if (home is null)
            throw new RuleViolation("group.unverified");
        if (group is null)
            throw new RuleViolation("group.none");
        if (member is { LeftAt: not null })
            throw new RuleViolation("group.left");
        if (member is null)
        {
            member = new BuildingMember
            {
                DistrictId = desk.Db.DistrictId,
                GroupId = group.Id,
                ResidentId = home.ResidentId,
                Tag = ReceiptNo.New().Value[..3],
            };
            desk.Db.Add(member);
        }
        return (home, group, member);
    }

    /// <summary>Accounts on duty at a step of the ladder today.</summary>
    public async Task<IReadOnlyList<Guid>> PeopleOf(Duty duty, string areaCode, CancellationToken ct)
    {
        var grid = areaCode.Length > GridLength ? areaCode[..GridLength] : areaCode;
        IReadOnlyList<StaffView> posts = duty switch
        {
            Duty.Chief => areaCode.Length > GridLength ? await staffing.PostsAt(areaCode, Role.GridWorker, ct) : [],
            Duty.Worker => await staffing.Nearest(grid, Role.GridWorker, ct),
            Duty.Lead => await staffing.Nearest(grid, Role.GridLead, ct),
            _ => await Leaders(grid, ct),
        };
        return [.. posts.Select(p => p.AccountId).Distinct()];
    }

    /// <summary>The leader in charge: the nearest one around the grid, else the secretary of the community.</summary>
    private async Task<IReadOnlyList<StaffView>> Leaders(string grid, CancellationToken ct) =>
        await staffing.Nearest(grid, Role.Leader, ct) is { Count: > 0 } leaders
            ? leaders
            : await staffing.Nearest(grid, Role.CommunitySecretary, ct);

    /// <summary>What the district changed, each with its version. 各级时限版本</summary>
    public async Task<IReadOnlyDictionary<Duty, int>> StepVersions(CancellationToken ct) =>
        await desk.Db.Set<GroupStep>().AsNoTracking().ToDictionaryAsync(s => s.Duty, s => s.Version, ct);

    /// <summary>The ladder of the district.</summary>
    public async Task<IReadOnlyList<(Duty Duty, int? Minutes)>> Steps(CancellationToken ct) =>
        ClimbRule.Of(await desk.Db.Set<GroupStep>().AsNoTracking().ToListAsync(ct));
}
