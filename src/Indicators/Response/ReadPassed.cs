using Gezhi.Cases.Contract;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Response;

/// <summary>Which cases stand behind a number of response analysis. 响应明细条件</summary>
/// <param name="Step">Cases that came to this step.</param>
/// <param name="Outcome">Of these, those that ended so; null: all.</param>
/// <param name="State">Cases that ever stood in this state.</param>
/// <param name="IsNow">Of these, those that stand in it now.</param>
/// <param name="From">With <paramref name="To"/>: cases that went from this state to that one.</param>
/// <param name="IsOnSpot">Cases solved on the spot.</param>
public sealed record PassedAsk(
    ResponseStep? Step,
    StepOutcome? Outcome,
    CaseState? State,
    bool IsNow,
    CaseState? From,
    CaseState? To,
    bool IsOnSpot
)
{
    /// <exception cref="InvalidInput">A word that is none of those known, or half a way.</exception>
    public static PassedAsk Read(IQueryCollection query)
    {
        T? One<T>(string name)
            where T : struct, Enum => query[name].ToString() is { Length: > 0 } ? ResponseAsk.Word<T>(query, name, default) : null;
        var ask = new PassedAsk(
            One<ResponseStep>("step"),
            One<StepOutcome>("outcome"),
            One<CaseState>("state"),
            query["now"] == "1",
            One<CaseState>("leave"),
            One<CaseState>("enter"),
            query["spot"] == "1"
        );
        return ask.From is null == ask.To is null ? ask : throw new InvalidInput("leave", "indicators.days");
    }

    internal bool Holds(ReadOnlySpan<Stop> line)
    {
        if (line.Length == 0)
            return false;
        if (Steps.IsOnSpot(line))
            return IsOnSpot;
        if (IsOnSpot)
            return false;
        if (State is { } state)
            return IsNow ? Last(line) == PathText.Of(state) : Stands(line, PathText.Of(state));
        if (From is { } from && To is { } to)
            return Goes(line, PathText.Of(from), PathText.Of(to));
        if (Step is { } step)
            return Response.Steps.Span(step, line, 0) is { } span && (Outcome is null || Outcome == span.Outcome);
        return true;
    }

    private static bool Stands(ReadOnlySpan<Stop> line, char state)
    {
        foreach (var stop in line)
            if (stop.What == state)
                return true;
        return false;
    }

    private static char Last(ReadOnlySpan<Stop> line)
    {
        for (var i = line.Length - 1; i >= 0; i--)
            if (char.IsAsciiLetterUpper(line[i].What))
                return line[i].What;
        return '\0';
    }

    private static bool Goes(ReadOnlySpan<Stop> line, char from, char to)
    {
        var before = '\0';
        foreach (var stop in line)
            if (char.IsAsciiLetterUpper(stop.What))
            {
                if (before == from && stop.What == to)
                    return true;
                before = stop.What;
            }
        return false;
    }
}

/// <summary>The cases behind a number of response analysis, exactly as many as it says: the same lines, asked the same question. 响应明细</summary>
public sealed class ReadPassed(GezhiDb db, CaseHistories histories)
{
    /// <summary>Cases on one page.</summary>
    public const int Most = 50;

    /// <param name="Label">Number, title and state; null when the case is gone.</param>
    public sealed record Line(
        Guid CaseId,
        CaseLabel? Label,
        DateOnly ReportedOn,
        string AreaCode,
        string CategoryKey,
        Channel Channel,
        string UnitCode,
        string Path
    );

    /// <param name="Count">How many there are on all pages.</param>
    public sealed record Page(int Count, IReadOnlyList<Line> Items);

    /// <param name="skip">Cases on the pages before.</param>
    public async Task<Page> Run(FigureAsk ask, PassedAsk passed, int skip, CancellationToken ct)
    {
        var stops = new Stop[PathText.MostStops];
        var found = new List<(int Minute, Guid Id)>();
        await foreach (
            var row in ask.Apply(Slices.OfPaths(db, ask.From, ask.To))
                .Select(s => new
                {
                    s.CaseId,
                    s.ReportedMinute,
                    s.Path,
                })
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
            if (passed.Holds(stops.AsSpan(0, PathText.Read(row.Path, stops))))
                found.Add((row.ReportedMinute, row.CaseId));
        var page = found
            .OrderByDescending(f => f.Minute)
            .ThenByDescending(f => f.Id)
            .Skip(Math.Max(0, skip))
            .Take(Most)
            .Select(f => f.Id)
            .ToList();
        var rows = await db.Set<CasePath>().AsNoTracking().Where(p => page.Contains(p.CaseId)).ToDictionaryAsync(p => p.CaseId, ct);
        var labels = await histories.Labels(page, ct);
        return new Page(
            found.Count,
            page.ConvertAll(id =>
            {
                var row = rows[id];
                return new Line(
                    id,
                    labels.GetValueOrDefault(id),
                    row.ReportedOn,
                    row.AreaCode,
                    row.CategoryKey,
                    row.Channel,
                    row.UnitCode,
                    row.Path
                );
            })
        );
    }
}
