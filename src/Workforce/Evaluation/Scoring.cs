using Gezhi.Indicators.Contract;

namespace Gezhi.Workforce.Evaluation;

/// <summary>置信区间 of a share by Wilson, 95 %. 区间</summary>
public static class Wilson
{
    private const double Z = 1.959964;

    /// <param name="whole">One or more.</param>
    /// <returns>Bounds of 0 to 1.</returns>
    public static (double Low, double High) Of(long counted, long whole)
    {
        double n = whole,
            p = counted / n,
            square = Z * Z,
            middle = (p + (square / (2 * n))) / (1 + (square / n)),
            half = Z / (1 + (square / n)) * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n)));
        return (Math.Clamp(middle - half, 0, p), Math.Clamp(middle + half, p, 1));
    }
}

/// <summary>等级: A from 90, B from 75, C from 60, D from 40, E below; the lower bound belongs to it. 评价等级</summary>
public static class Grades
{
    /// <summary>Letters with the points from which they hold.</summary>
    public static IReadOnlyList<(char Letter, int From)> All { get; } = [('A', 90), ('B', 75), ('C', 60), ('D', 40), ('E', 0)];

    public static char Of(double points) => All.First(g => points >= g.From).Letter;

    /// <summary>"B", or "B–C" where the interval reaches both.</summary>
    public static string Span(double low, double high) => Of(high) == Of(low) ? $"{Of(low)}" : $"{Of(high)}–{Of(low)}";
}

/// <summary>One component of a result. 分项得分</summary>
/// <param name="Weight">In hundredths of a per cent, as the scheme says.</param>
/// <param name="Value">0 to 1, turned so that more is better; null: nothing to divide by.</param>
/// <param name="Low">Of the interval; 0 without value.</param>
/// <param name="High">Of the interval; 1 without value.</param>
/// <param name="Expected">What the district as a whole would have made of the same mix of categories and hours, 0 to 1; null without value.</param>
public sealed record PartScore(
    string Figure,
    int FigureVersion,
    int Weight,
    long Counted,
    long Whole,
    double? Value,
    double Low,
    double High,
    double? Expected
);

/// <summary>What a scheme gives for one subject and month. 考核得分</summary>
/// <param name="Points">0 to 100; null: too few cases, or more than half of the weight has nothing to divide by.</param>
/// <param name="Low">Lower bound, 0 to 100.</param>
/// <param name="High">Upper bound, 0 to 100.</param>
/// <param name="Expected">Of the same mix, 0 to 100; null without points.</param>
/// <param name="Cases">Different cases it stands on.</param>
/// <param name="MissingWeight">Weight that had nothing to divide by and was shared out, in hundredths of a per cent.</param>
public sealed record Score(
    double? Points,
    double Low,
    double High,
    double? Expected,
    int Cases,
    int MissingWeight,
    IReadOnlyList<PartScore> Parts
);

/// <summary>How the whole district did, by category and hour: what a subject is compared with. 病例组合基准</summary>
/// <remarks>Indirect standardisation: rates of the district, weighted by the cases of the subject.</remarks>
public sealed class CaseMix
{
    private readonly Dictionary<(string Figure, string Stratum), (long Counted, long Whole)> rates = [];

    public CaseMix(IEnumerable<AccountFigure> figures, IEnumerable<AccountLine> lines, DateOnly from, DateOnly to)
    {
        var all = figures.ToList();
        foreach (var line in lines)
        foreach (var figure in all)
            if (figure.Stands(line) && line.On(figure.Day) is { } on && on >= from && on <= to)
            {
                var key = (figure.Key, Stratum(line));
                var (counted, whole) = rates.GetValueOrDefault(key);
                rates[key] = (counted + (figure.Counts(line) ? 1 : 0), whole + 1);
            }
    }

    /// <summary>0 to 1; the line itself is among those of the district.</summary>
    public double Rate(AccountFigure figure, AccountLine line) =>
        rates.TryGetValue((figure.Key, Stratum(line)), out var rate) && rate.Whole > 0 ? (double)rate.Counted / rate.Whole : 0;

    /// <summary>The group of the category and whether it was reported at night.</summary>
    private static string Stratum(AccountLine line)
    {
        var last = line.CategoryKey.LastIndexOf('/');
        var group = line.CategoryKey[..Math.Min(line.CategoryKey.Length, last + 3)];
        return line.IsAtNight ? group + "*" : group;
    }
}

/// <summary>From the cases of a subject to its result: a pure function. 考核计算</summary>
public static class Scoring
{
    private const double Points = 100;

    /// <param name="lines">Those of the subject; what is left out by decision is not among them.</param>
    /// <param name="counts">Whether the subject answers for the case on that day.</param>
    /// <param name="leastCases">Fewer different cases give no result.</param>
    public static Score Of(
        IReadOnlyList<SchemePart> parts,
        IReadOnlyCollection<AccountLine> lines,
        DateOnly from,
        DateOnly to,
        Func<AccountLine, DateOnly, bool> counts,
        CaseMix mix,
        int leastCases
    )
    {
        var cases = new HashSet<Guid>();
        List<PartScore> scored = [.. parts.Select(p => Part(p, lines, from, to, counts, mix, cases))];
        var present = scored.Where(p => p.Value is not null).Sum(p => p.Weight);
        var missing = Scheme.Whole - present;
        if (cases.Count < leastCases || cases.Count == 0 || missing * 2 > Scheme.Whole)
            return new Score(null, 0, Points, null, cases.Count, missing, scored);
        double Together(Func<PartScore, double> value) =>
            Math.Clamp(scored.Where(p => p.Value is not null).Sum(p => p.Weight * value(p)) / present * Points, 0, Points);
        // The components stand on the same cases, so their errors do not cancel: bounds are added, not their squares.
        return new Score(
            Together(p => p.Value!.Value),
            Together(p => p.Low),
            Together(p => p.High),
            Together(p => p.Expected!.Value),
            cases.Count,
            missing,
            scored
        );
    }

    private static PartScore Part(
        SchemePart part,
        IReadOnlyCollection<AccountLine> lines,
        DateOnly from,
        DateOnly to,
        Func<AccountLine, DateOnly, bool> counts,
        CaseMix mix,
        HashSet<Guid> cases
    )
    {
        var figure = AccountFigure.Find(part.Figure)!;
        long counted = 0,
            whole = 0;
        double expected = 0;
        foreach (var line in Behind(figure, lines, from, to, counts))
        {
            cases.Add(line.CaseId);
            whole++;
            counted += figure.Counts(line) ? 1 : 0;
            expected += mix.Rate(figure, line);
        }
        if (whole == 0)
            return new PartScore(figure.Key, figure.Version, part.Weight, 0, 0, null, 0, 1, null);
        var (value, (low, high), usual) = ((double)counted / whole, Wilson.Of(counted, whole), expected / whole);
        return figure.IsDown
            ? new PartScore(figure.Key, figure.Version, part.Weight, counted, whole, 1 - value, 1 - high, 1 - low, 1 - usual)
            : new PartScore(figure.Key, figure.Version, part.Weight, counted, whole, value, low, high, usual);
    }

    /// <summary>The cases of a component: the figure and its list are the same question.</summary>
    public static IEnumerable<AccountLine> Behind(
        AccountFigure figure,
        IEnumerable<AccountLine> lines,
        DateOnly from,
        DateOnly to,
        Func<AccountLine, DateOnly, bool> counts
    ) => lines.Where(l => figure.Stands(l) && l.On(figure.Day) is { } on && on >= from && on <= to && counts(l, on));
}
