using Gezhi.Indicators.Definitions;

namespace Gezhi.Indicators.Mornings;

/// <summary>By what the places of a morning are chosen and judged: data, one version after the other. 今早五处算法</summary>
/// <remarks>What was drawn keeps the version by which it was drawn. No weights about people: there are no people in it.</remarks>
public sealed record MorningFormula
{
    /// <summary>1, 2, 3…</summary>
    public required int Version { get; init; }

    /// <summary>First local day for which it draws.</summary>
    public DateOnly FromOn { get; init; }

    /// <summary>How far back cases are looked at; days.</summary>
    public int HistoryDays { get; init; } = 400;

    /// <summary>What counts as recent; days.</summary>
    public int RecentDays { get; init; } = 90;

    /// <summary>A recent case counts half after so many days.</summary>
    public double HalfLifeDays { get; init; } = 30;

    /// <summary>A recent case that was opened again counts so much more.</summary>
    public double PerReopening { get; init; } = 1;

    /// <summary>Days around the same day a year ago.</summary>
    public int SeasonDays { get; init; } = 15;

    /// <summary>Each case of that season.</summary>
    public double PerSeason { get; init; } = .5;

    /// <summary>Weeks looked back for the same weekday.</summary>
    public int WeekdayWeeks { get; init; } = 8;

    /// <summary>Each case on the same weekday.</summary>
    public double PerWeekday { get; init; } = .5;

    /// <summary>The whole grows by this part for each week without anybody there.</summary>
    public double PerIdleWeek { get; init; } = .1;

    /// <summary>More weeks say nothing more.</summary>
    public int MostIdleWeeks { get; init; } = 4;

    /// <summary>Once is chance: so many cases of one category at the place, in the whole history.</summary>
    public int LeastCases { get; init; } = 2;

    /// <summary>Side of a place; metres.</summary>
    public double CellMetres { get; init; } = 50;

    /// <summary>So near a case is a hit, and a look is a look; metres. Places are at least twice as far from each other, so that no case hits two.</summary>
    public double HitMetres { get; init; } = 50;

    /// <summary>A hit lies within so many days, the day itself included.</summary>
    public int WindowDays { get; init; } = 30;

    /// <summary>Places of one grid.</summary>
    public int Most { get; init; } = 5;
}

/// <summary>The versions of the product, and what they are called in the register. 今早五处算法库</summary>
public static class MorningFormulas
{
    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<MorningFormula> All { get; } = [new() { Version = 1 }];

    /// <summary>That which draws on a day.</summary>
    public static MorningFormula On(DateOnly day) => All.Last(f => f.FromOn <= day);

    /// <summary>That by which something was drawn.</summary>
    public static MorningFormula Of(int version) => All.First(f => f.Version == version);

    /// <summary>Name in the register of figures.</summary>
    public const string Key = "morning_hit_rate";

    public static Words Name { get; } = new("五处命中率", "Five places: hit rate");

    public static Words Formula { get; } =
        new(
            "抽出后 30 天内、50 米内又有案件的处数 ÷ 抽出的处数",
            "places within 50 m of which something was reported in the 30 days after the draw ÷ places drawn"
        );

    public static Words Exclusions { get; } =
        new(
            "作废、并案、不予受理、撤回和转出的案件不算命中，走访和检查里的也不算；抽出不满 30 天的不计；摘要对不上的不计",
            "void, joined, declined, withdrawn and transferred cases are no hit, nor what visits and inspections found; draws younger than 30 days and those that do not match their digest are left out"
        );

    public static Words Baseline { get; } =
        new(
            "同一格里按历史件数从多到少取同样多处，同样计分",
            "as many places of the same grid, those with most cases in the history, scored alike"
        );

    public static Words Source { get; } = new("本平台定义", "defined here");
}
