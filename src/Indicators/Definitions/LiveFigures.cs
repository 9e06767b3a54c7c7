using Gezhi.Cases.Contract;

namespace Gezhi.Indicators.Definitions;

/// <summary>A figure of this second: what is open, what came today. It is read from the cases, not from the roll-ups, and is never frozen. 实时指标定义</summary>
/// <param name="Live">The condition, kept with the cases.</param>
/// <param name="Key">Stable name in addresses and interfaces.</param>
public sealed record LiveFigure(LiveKey Live, string Key, Words Name, Words Formula, Words? Exclusions = null)
{
    /// <summary>Whether more is better.</summary>
    public Direction Direction { get; init; }
}

/// <summary>The register of live figures: page, interface and wall take name and meaning from here. 实时指标库</summary>
public static class LiveFigures
{
    private static readonly Words NotShelved = new("挂账的不计：时钟停着", "shelved ones: their clock stands still");
    private static readonly Words Old = new("上报超过 90 天后才立案或结案的不计", "filed or closed more than 90 days after the report");

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<LiveFigure> All { get; } =
    [
        Of(
            LiveKey.ReportedToday,
            "reported_today",
            "今日上报",
            "Reported today",
            "今天 0 时以来上报的案件",
            "cases reported since local midnight"
        ),
        Of(LiveKey.FiledToday, "filed_today", "今日受理", "Filed today", "今天 0 时以来立案的案件", "cases filed since local midnight") with
        {
            Exclusions = Old,
        },
        Of(
            LiveKey.ClosedToday,
            "closed_today",
            "今日办结",
            "Closed today",
            "今天 0 时以来结案、仍未重办的案件",
            "cases closed since local midnight and not opened again"
        ) with
        {
            Exclusions = Old,
        },
        Of(
            LiveKey.Open,
            "open",
            "未结",
            "Open",
            "上报后没有结案、也没有以别的方式结束的案件",
            "reported, neither closed nor ended otherwise"
        ),
        Of(LiveKey.New, "to_file", "待受理", "To be filed", "已上报或已核实、还没有立案", "reported or confirmed, not filed"),
        Of(LiveKey.ToDispatch, "to_dispatch", "待派遣", "To be dispatched", "已立案、没有派给单位", "filed, not with a unit"),
        Of(
            LiveKey.Doing,
            "doing",
            "处置中",
            "Being handled",
            "已派给单位、没有交结果，含挂账",
            "with a unit and not handed in, shelved ones included"
        ),
        Of(LiveKey.ToCheck, "to_check", "待核查", "To be checked", "已交结果、没有结案", "handed in, not closed"),
        Of(LiveKey.Shelved, "shelved_now", "挂账中", "Shelved now", "此刻挂账的案件", "shelved at this moment"),
        Of(
            LiveKey.Soon,
            "soon",
            "1 小时内到期",
            "Due within the hour",
            "未结，现环节一小时内到期",
            "open, the present stage ends within the hour"
        ) with
        {
            Exclusions = NotShelved,
            Direction = Direction.Down,
        },
        Of(LiveKey.Late, "late", "已超时", "Over time", "未结，现环节已过时限", "open, the present stage is past its limit") with
        {
            Exclusions = NotShelved,
            Direction = Direction.Down,
        },
        Of(LiveKey.Urgent, "urgent", "紧急未结", "Urgent and open", "标为紧急的未结案件", "open and marked urgent"),
        Of(
            LiveKey.SentBack,
            "sent_back_open",
            "退单两次以上未结",
            "Sent back twice or more",
            "未结，累计退单两次以上",
            "open, sent back at least twice"
        ) with
        {
            Direction = Direction.Down,
        },
    ];

    /// <summary>Null when nobody knows the key.</summary>
    public static LiveFigure? Find(string key) => All.FirstOrDefault(f => f.Key == key);

    /// <summary>The definition of a condition.</summary>
    public static LiveFigure Of(LiveKey live) => All.First(f => f.Live == live);

    private static LiveFigure Of(LiveKey live, string key, string zh, string en, string formulaZh, string formulaEn) =>
        new(live, key, new Words(zh, en), new Words(formulaZh, formulaEn));
}
