using Gezhi.Platform.Actors;

namespace Gezhi.Identity.Urgent;

public sealed partial class UrgentPage
{
    /// <summary>Who takes them, and the three who are alarmed.</summary>
    internal static readonly Permission[] MaySee =
    [
        Permission.ClearAlarm,
        Permission.ManageAccounts,
        Permission.ManagePosts,
        Permission.ReadAudit,
    ];
}
