using System.Globalization;

namespace Gezhi.Indicators.Definitions;

/// <summary>What a figure is: a number of cases, a part of them, or a mean. 指标类型</summary>
public enum FigureKind
{
    /// <summary>件数.</summary>
    Cases,

    /// <summary>比率, 0 to 1.</summary>
    Share,

    /// <summary>均值.</summary>
    Mean,
}

/// <summary>By which clock time is measured or limits run. 计时口径</summary>
public enum FigureClock
{
    /// <summary>No time in it.</summary>
    None,

    /// <summary>自然时间.</summary>
    Wall,

    /// <summary>工作时间, of the calendar and hours in force.</summary>
    Working,

    /// <summary>立案条件所定: hours and days of the wall clock or of working time, by the limit of each case.</summary>
    OfTheLimit,
}

/// <summary>Whether more is better. 指标方向</summary>
public enum Direction
{
    /// <summary>Neither: more reports are neither good nor bad.</summary>
    Neither,

    /// <summary>越高越好.</summary>
    Up,

    /// <summary>越低越好.</summary>
    Down,
}

/// <summary>The same words in two languages; definitions are data and carry their own. 双语文字</summary>
public sealed record Words(string Zh, string En)
{
    /// <summary>In the reader's language.</summary>
    public override string ToString() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? En : Zh;
}

/// <summary>One version of one figure. Everything that shows the figure takes it from here. 指标定义</summary>
public sealed record FigureDefinition
{
    /// <summary>Stable name of the figure, the same in all versions: <c>close_ontime_rate</c>.</summary>
    public required string Key { get; init; }

    /// <summary>1, 2, 3…</summary>
    public int Version { get; init; } = 1;

    /// <summary>First month it holds for, as yyyyMM. 0: since ever.</summary>
    public int FromMonth { get; init; }

    public required Words Name { get; init; }

    /// <summary>The formula in words.</summary>
    public required Words Formula { get; init; }

    /// <summary>What is left out; null: nothing.</summary>
    public Words? Exclusions { get; init; }

    public required FigureKind Kind { get; init; }
    public required Basis Basis { get; init; }

    /// <summary>Denominator: cases that carry all of these.</summary>
    public required Mark Whole { get; init; }

    /// <summary>Numerator: cases of the denominator that carry these as well.</summary>
    public Mark Counted { get; init; }

    /// <summary>What a mean adds up.</summary>
    public Measure Measure { get; init; }

    /// <summary>A mean divides by ratings instead of cases.</summary>
    public bool IsPerRating { get; init; }

    public FigureClock Clock { get; init; }
    public Direction Direction { get; init; }

    /// <summary>Where it comes from.</summary>
    public required Words Source { get; init; }

    /// <summary>The figure that stands beside it: original limit, shelved as not closed, extensions ignored; null: there is no difference.</summary>
    public string? StrictKey { get; init; }

    /// <summary>Both parts together: the cases of the numerator.</summary>
    public Mark Part => Whole | Counted;

    /// <summary>The one place where a figure is reckoned. 计算</summary>
    /// <param name="tallies">Of its basis; of one area, month or whatever is asked.</param>
    public FigureValue Of(IEnumerable<Tally> tallies)
    {
        long whole = 0,
            counted = 0;
        foreach (var tally in tallies)
            if ((tally.Marks & Whole) == Whole)
            {
                whole += IsPerRating ? tally.Ratings : tally.Cases;
                counted +=
                    Kind == FigureKind.Mean ? tally.Sum(Measure)
                    : (tally.Marks & Part) == Part ? tally.Cases
                    : 0;
            }
        return new FigureValue(
            counted,
            whole,
            Kind == FigureKind.Cases ? counted
                : whole == 0 ? null
                : (double)counted / whole
        );
    }
}

/// <summary>A figure with what it was made of. 指标值</summary>
/// <param name="Counted">Numerator; of a mean the sum.</param>
/// <param name="Whole">Denominator: how many cases (or ratings) it stands on.</param>
/// <param name="Value">Cases, share of 0 to 1, or mean; null: nothing to divide by.</param>
public readonly record struct FigureValue(long Counted, long Whole, double? Value);

/// <summary>Cases that are alike in everything a figure asks for. 汇总</summary>
public sealed record Tally
{
    /// <summary>What it was divided by: area, category, channel, unit or day; empty: nothing.</summary>
    public string Part { get; init; } = "";

    public Mark Marks { get; init; }
    public long Cases { get; init; }

    /// <summary>How many people rated.</summary>
    public long Ratings { get; init; }

    /// <summary>Sums over the cases that have the amount; minutes.</summary>
    public long FirstAnswerMinutes { get; init; }
    public long DispatchMinutes { get; init; }
    public long ArrivalMinutes { get; init; }
    public long HandlingMinutes { get; init; }
    public long WorkingMinutes { get; init; }

    /// <summary>Sum of the stars of all who rated.</summary>
    public long Stars { get; init; }

    internal long Sum(Measure measure) =>
        measure switch
        {
            Measure.FirstAnswer => FirstAnswerMinutes,
            Measure.Dispatch => DispatchMinutes,
            Measure.Arrival => ArrivalMinutes,
            Measure.Handling => HandlingMinutes,
            Measure.Working => WorkingMinutes,
            Measure.Stars => Stars,
            _ => 0,
        };
}
