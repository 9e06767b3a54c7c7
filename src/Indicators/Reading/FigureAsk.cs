#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares keys of digits and letters
using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Gezhi.Indicators.Reading;

/// <summary>Which days, areas, categories, channels and units figures are asked for. 指标查询</summary>
public sealed record FigureAsk(IndicatorScope Scope, DateOnly From, DateOnly To)
{
    /// <summary>Longest stretch of days: three years.</summary>
    public const int MostDays = 1100;

    /// <summary>Beginning of the category key; null: all.</summary>
    public string? Category { get; init; }

    /// <summary><see cref="Category"/> is a whole key, not the beginning of several.</summary>
    public bool IsWholeCategory { get; init; }

    public Channel? Channel { get; init; }

    /// <summary>Lead unit; null: all.</summary>
    public string? Unit { get; init; }

    /// <summary>A frozen month as it was frozen, yyyyMM; null: as the cases stand now.</summary>
    public int? Frozen { get; init; }

    /// <summary>Definitions that hold: those of the last day's month.</summary>
    public int Month => FigureList.MonthOf(To);

    /// <summary>How many local days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The same question as long before.</summary>
    public FigureAsk Before => this with { From = From.AddDays(-Days), To = From.AddDays(-1) };

    /// <summary>The same days a year ago.</summary>
    public FigureAsk LastYear => this with { From = From.AddYears(-1), To = To.AddYears(-1) };

    /// <summary>As it stands in addresses, with a leading question mark.</summary>
    public string Query(params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var query = new QueryBuilder();
        if (Frozen is { } month)
            query.Add("frozen", month.ToString(CultureInfo.InvariantCulture));
        else
        {
            query.Add("from", Day(From));
            query.Add("to", Day(To));
        }
        foreach (var (name, value) in Narrowing())
            query.Add(name, value);
        foreach (var (name, value) in more)
            if (value is { Length: > 0 })
                query.Add(name, value);
        return query.ToQueryString().Value ?? "";
    }

    private IEnumerable<(string Name, string Value)> Narrowing()
    {
        if (Scope.Narrowed is { } area)
            yield return ("area", area);
        if (Category is { } category)
            yield return ("category", category);
        if (IsWholeCategory)
            yield return ("whole", "1");
        if (Channel is { } channel)
            yield return ("channel", channel.ToString());
        if (Unit is { } unit)
            yield return ("unit", unit);
    }

    /// <summary>Reads an address; what is missing is the last 30 days.</summary>
    /// <exception cref="InvalidInput">A day, month or channel that is none, or too long a stretch.</exception>
    /// <exception cref="NotFound">An area that is none of the reader's.</exception>
    public static FigureAsk Read(IQueryCollection query, Platform.Actors.Actor actor, DateOnly today)
    {
        string? One(string name) => query[name].ToString() is { Length: > 0 and <= 60 } value ? value : null;
        var scope = IndicatorScope.Of(actor, One("area"));
        int? frozen = One("frozen") is { } month ? MonthOf(month) : null;
        var (from, to) = frozen is { } of
            ? FigureList.DaysOf(of)
            : (DayOf(One("from"), "from") ?? today.AddDays(-29), DayOf(One("to"), "to") ?? today);
        if (to < from || to.DayNumber - from.DayNumber >= MostDays)
            throw new InvalidInput("to", "indicators.days");
        return new FigureAsk(scope, from, to)
        {
            Frozen = frozen,
            Category = One("category"),
            IsWholeCategory = One("category") is not null && One("whole") == "1",
            Channel = One("channel") is { } channel
                ? Named.One<Channel>(channel) ?? throw new InvalidInput("channel", "indicators.days")
                : null,
            Unit = One("unit"),
        };
    }

    private static int MonthOf(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var month) && month is > 200001 and < 299913 && month % 100 is >= 1 and <= 12
            ? month
            : throw new InvalidInput("frozen", "indicators.days");

    private static DateOnly? DayOf(string? text, string field) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 2000 and < 2999
            ? day
        : throw new InvalidInput(field, "indicators.days");

    /// <summary>yyyy-MM-dd.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal IQueryable<Slice> Apply(IQueryable<Slice> slices)
    {
        slices = Scope.Apply(slices);
        if (Category is { } category)
            slices = IsWholeCategory ? slices.Where(s => s.CategoryKey == category) : slices.Where(s => s.CategoryKey.StartsWith(category));
        if (Channel is { } channel)
            slices = slices.Where(s => s.Channel == channel);
        return Unit is { } unit ? slices.Where(s => s.UnitCode == unit) : slices;
    }
}
