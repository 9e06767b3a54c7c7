using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;

namespace Gezhi.Council.Groups;

/// <summary>Something changed in a building group: pages that show it fetch it anew. 楼栋群动态</summary>
/// <remarks>Says which group and nothing else; what was said is fetched by who may read it.</remarks>
internal static class GroupMoved
{
    public const string Kind = "council.group-moved";

    /// <summary>Added to the change that is being made.</summary>
    public static void TellGroup(this GezhiDb db, BuildingGroup group, DateTime now) => db.Tell(Kind, group.Id, group.AreaCode, now);
}
