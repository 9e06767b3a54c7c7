using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Staffing;

/// <summary>Which kinds are posts, which are seats, which are organisations. 岗席规则</summary>
/// <remarks>A post carries rights and an account, a seat carries neither (decision 0011).</remarks>
public static class StaffKinds
{
    /// <summary>两代表一委员.</summary>
    public static IReadOnlyList<StaffKind> Elected { get; } = [StaffKind.PartyDelegate, StaffKind.Deputy, StaffKind.Adviser];

    /// <summary>Kinds that can be filled by somebody without account.</summary>
    public static IReadOnlyList<StaffKind> Seats { get; } =
    [
        StaffKind.GridLead,
        StaffKind.MicroLead,
        StaffKind.Police,
        StaffKind.Mediator,
        StaffKind.BuildingChief,
        StaffKind.Property,
        StaffKind.VolunteerLead,
        .. Elected,
    ];

    /// <summary>Whether the kind can be filled by a seat.</summary>
    public static bool IsSeat(this StaffKind kind) => Seats.Contains(kind);

    /// <summary>Whether the kind is an organisation of the party chain.</summary>
    public static bool IsOrganisation(this StaffKind kind) => kind is StaffKind.PartyBranch or StaffKind.PartyGroup;

    /// <summary>The role of the post that fills it; null where a post cannot.</summary>
    public static Role? RoleOf(this StaffKind kind) =>
        kind switch
        {
            StaffKind.StreetLead => Role.Leader,
            StaffKind.Secretary => Role.CommunitySecretary,
            StaffKind.GridLead => Role.GridLead,
            StaffKind.Worker or StaffKind.MicroLead => Role.GridWorker,
            _ => null,
        };

    /// <summary>What a post is in the staffing; null for posts of the centre, which staff no area.</summary>
    public static StaffKind? Of(Role role, AreaLevel level) =>
        (role, level) switch
        {
            (Role.Leader, AreaLevel.Street) => StaffKind.StreetLead,
            (Role.CommunitySecretary, _) => StaffKind.Secretary,
            (Role.GridLead, _) => StaffKind.GridLead,
            (Role.GridWorker, AreaLevel.MicroGrid) => StaffKind.MicroLead,
            (Role.GridWorker, _) => StaffKind.Worker,
            _ => null,
        };
}
