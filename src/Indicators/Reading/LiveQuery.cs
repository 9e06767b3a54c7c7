using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Gezhi.Indicators.Reading;

/// <summary>What the address of a live list asks for, and the address for what a page shows. 实时查询地址</summary>
/// <param name="Area">Asked area inside the reader's own; null: all of them.</param>
public sealed record LiveQuery(string? Area)
{
    private const int MostNames = 60;

    /// <summary>Areas of one level, separated by commas.</summary>
    public string? Parts { get; init; }

    /// <summary>The beginning of a key, or several whole keys separated by commas.</summary>
    public string? Category { get; init; }

    /// <summary>Channels, separated by commas.</summary>
    public string? Channels { get; init; }

    /// <summary>Lead units, separated by commas; "-" for none.</summary>
    public string? Units { get; init; }

    public LiveOutcome? Outcome { get; init; }

    /// <summary>Local hour, 0 to 23.</summary>
    public int? Hour { get; init; }

    /// <summary>Open at the beginning of this local hour of today instead of now.</summary>
    public int? At { get; init; }

    /// <exception cref="InvalidInput">A channel, outcome or hour that is none.</exception>
    public static LiveQuery Read(IQueryCollection query)
    {
        string? One(string name) => query[name].ToString() is { Length: > 0 and <= 1200 } value ? value : null;
        int? Hour(string name) =>
            One(name) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour is >= 0 and < 24 ? hour
            : throw new InvalidInput(name, "indicators.days");
        return new LiveQuery(One("area"))
        {
            Parts = One("parts"),
            Category = One("category"),
            Channels = One("channel"),
            Units = One("unit"),
            Outcome = One("outcome") is { } outcome
                ? Named.One<LiveOutcome>(outcome) ?? throw new InvalidInput("outcome", "indicators.days")
                : null,
            Hour = Hour("hour"),
            At = Hour("at"),
        };
    }

    /// <summary>Which cases these are; an hour that has not come yet is now.</summary>
    /// <exception cref="NotFound">An area that is none of the reader's.</exception>
    public LiveAsk Ask(Actor actor, int districtId, DateTime midnight, DateTime now)
    {
        var scope = IndicatorScope.Of(actor, Area);
        var at = At is { } hour ? midnight.AddHours(hour) : (DateTime?)null;
        return new LiveAsk(actor, scope.Narrowed, scope.PartLength(districtId))
        {
            Parts = Names(Parts),
            Categories = Names(Category),
            Channels = [.. Names(Channels).Select(c => Named.One<Channel>(c) ?? throw new InvalidInput("channel", "indicators.days"))],
            Units = Names(Units),
            Outcome = Outcome,
            Hour = Hour,
            OpenAt = at < now ? at : null,
        };
    }

    /// <summary>The page of a live figure with these conditions.</summary>
    public string Href(LiveKey key, string? after = null)
    {
        var query = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
                query.Add(name, value);
        }
        Add("area", Area);
        Add("parts", Parts);
        Add("category", Category);
        Add("channel", Channels);
        Add("unit", Units);
        Add("outcome", Outcome?.ToString());
        Add("hour", Hour?.ToString(CultureInfo.InvariantCulture));
        Add("at", At?.ToString(CultureInfo.InvariantCulture));
        Add("after", after);
        return $"/indicators/live/{Definitions.LiveFigures.Of(key).Key}{query.ToQueryString()}";
    }

    private static IReadOnlyList<string> Names(string? text) =>
        [
            .. (text ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(n => n.Length <= 60)
                .Take(MostNames),
        ];
}
