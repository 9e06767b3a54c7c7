using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Reading;

namespace Gezhi.Indicators.Wall;

/// <summary>Everything that a wall shows of an area, reckoned once for all who look at it. 大屏数据</summary>
/// <param name="Moment">Live counts.</param>
/// <param name="Day">Local day.</param>
/// <param name="Root">Area that it is headed with.</param>
/// <param name="PartLength">Digits of the areas it is divided into.</param>
/// <param name="Flow">Today's filed cases: source, part of the area, unit, outcome.</param>
/// <param name="FlowByCategory">The same with the category in place of the part.</param>
/// <param name="FiledThen">Filed on the same weekday a week ago until this time of day.</param>
/// <param name="Points">What deserves attention, the most pressing first.</param>
public sealed record WallView(
    LiveMoment Moment,
    DateOnly Day,
    string Root,
    int PartLength,
    DayCurve Curve,
    DayFlow Flow,
    DayFlow FlowByCategory,
    int FiledThen,
    WallRegister Register,
    IReadOnlyList<Attention.Point> Points
)
{
    /// <summary>UTC.</summary>
    public DateTime At => Moment.At;

    /// <summary>Local hour that runs, 0 to 23.</summary>
    public int Hour { get; init; }
}

/// <summary>What a wall takes from the roll-ups, at most a minute old. 大屏指标</summary>
/// <param name="At">UTC.</param>
/// <param name="Values">By key, of the last 30 days.</param>
/// <param name="Before">By key, of the 30 days before.</param>
/// <param name="Parts">On-time closing by part, in the order of the codes.</param>
/// <param name="ClosedByUnit">Closed in the last seven days.</param>
/// <param name="OpenAtMidnight">Open when the day began.</param>
public sealed record WallRegister(
    DateTime At,
    FigureAsk Ask,
    IReadOnlyDictionary<string, FigureValue> Values,
    IReadOnlyDictionary<string, FigureValue> Before,
    IReadOnlyList<(string Part, FigureValue Value)> Parts,
    IReadOnlyList<Attention.Point> Points,
    IReadOnlyDictionary<string, long> ClosedByUnit,
    int OpenAtMidnight
);

/// <summary>The day at the beginning of one of its hours. 当日回放</summary>
/// <param name="Hour">Local hour, 0 to 23.</param>
/// <param name="Open">Open then, by area.</param>
/// <param name="CameIn">Reported in the hour before.</param>
/// <param name="Closed">Closed in the hour before, and still closed.</param>
public sealed record WallReplay(int Hour, IReadOnlyDictionary<string, int> Open, int CameIn, int Closed)
{
    /// <summary>How many were open.</summary>
    public int OpenCount => Open.Values.Sum();
}
