using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Time;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>The people of the seed town, without host and database, and the manhole they care about.</summary>
internal static class Cast
{
    public const int District = 410103;
    public const string Grid = "41010300400100101";
    public const string Lighting = "shizheng";
    public static readonly DateTime Morning = new(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc);

    public static readonly StageLimits Limits = new(new ConfigurationBuilder().Build());
    public static readonly WorkCalendar Calendar = WorkCalendar.China;

    public static readonly Actor LinXiao = Staff("林晓", Role.Operator, "410103");
    public static readonly Actor ZhouHang = Staff("周航", Role.Dispatcher, "410103");
    public static readonly Actor OtherDispatcher = Staff("吴敏", Role.Dispatcher, "410103");
    public static readonly Actor ZhaoGong = Staff("赵工", Role.Handler, null, Lighting);
    public static readonly Actor SunQian = Staff("孙倩", Role.Checker, "410103");
    public static readonly Actor ChenMo = Staff("陈默", Role.ShiftLeader, "410103");
    public static readonly Actor AuntZhang = Actor.Anonymous(District);

    public static Case BrokenManhole(DateTime? at = null) =>
        Case.Open(
            District,
            Id(1),
            Channel.ResidentPage,
            new CaseFacts("窨井盖缺失一半", "gb47678/component/01002", Grid, 113.66, 34.75, "德化街与二七路交叉口", false, null),
            By(AuntZhang, at ?? Morning),
            Limits
        );

    public static Step By(Actor actor, DateTime now, string? note = null) =>
        new(actor, actor.Posts.Count > 0 ? actor.Posts[0] : null, now) { Note = note };

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static Actor Staff(string name, Role role, string? area, string? unit = null) =>
        new(
            District,
            ActorKind.Staff,
            new Guid(name.GetHashCode(StringComparison.Ordinal), (short)role, 0, new byte[8]),
            name,
            [new ActorPost(Id((int)role + 100), role, area, unit, role.ToString())]
        );
}
