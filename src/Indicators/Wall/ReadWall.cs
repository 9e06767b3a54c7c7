using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;

namespace Gezhi.Indicators.Wall;

/// <summary>Reckons what a wall shows. 大屏读取</summary>
public sealed class ReadWall(GezhiDb db, LiveWork live, ReadFigures figures, Attention attention)
{
    /// <summary>Weeks that today is compared with.</summary>
    public const int Weeks = 4;

    /// <summary>Local days of the shares.</summary>
    public const int Days = 30;

    private const int QueueLength = 24;

    /// <summary>Stops of the flow: sources, areas, units, outcomes.</summary>
    private static readonly int[] MostStops = [6, 7, 7, 4];

    /// <summary>Figures of the register that a wall or a leader's page shows.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["close_ontime_rate", "close_ontime_rate_strict", "satisfaction_stars"];

    /// <summary>Which channels flow together, and how they are called.</summary>
    public static string SourceOf(Channel channel) =>
        channel switch
        {
            Channel.ResidentPage
            or Channel.CitizenApp
            or Channel.Open311
            or Channel.BuildingGroup
            or Channel.SuggestionBox
            or Channel.Topic => "resident",
            Channel.GridPatrol or Channel.Visit => "patrol",
            Channel.Hotline or Channel.WalkIn or Channel.Reception => "hotline",
            Channel.Video or Channel.Sensor => "sensor",
            Channel.DigitalCity or Channel.Leader or Channel.Import => "passed",
            _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
        };

    /// <param name="register">Of a minute ago or less; null reads it.</param>
    /// <param name="past">Filings of the same weekday; null reads them.</param>
    public async Task<(WallView View, IReadOnlyList<IReadOnlyList<DateTime>> Past)> Run(
        IndicatorScope scope,
        Actor actor,
        WallRegister? register,
        IReadOnlyList<IReadOnlyList<DateTime>>? past,
        CancellationToken ct
    )
    {
        var length = scope.PartLength(db.DistrictId);
        var ask = new LiveAsk(actor, scope.Narrowed, length);
        var moment = await live.Now(ask, QueueLength, ct);
        past ??= await live.FiledOnThisWeekday(ask, Weeks, ct);
        register ??= await Register(scope, ask, moment.Midnight, ct);
        var filed = moment.Today.Where(c => c.FiledAt >= moment.Midnight).ToList();
        var curve = DayCurve.Of(
            filed.Select(c => live.HourOf(c.FiledAt!.Value)),
            moment.Today.Where(c => c.ClosedAt >= moment.Midnight).Select(c => live.HourOf(c.ClosedAt!.Value)),
            past.Select(week => week.Select(live.HourOf)),
            live.HourOf(moment.At)
        );
        DayFlow Flow(Func<LiveDayCase, string> by) =>
            DayFlow.Of(
                filed.ConvertAll(c =>
                    (IReadOnlyList<string>)[SourceOf(c.Channel), by(c), c.UnitCode ?? LiveAsk.NoUnit, c.Outcome.ToString()]
                ),
                MostStops
            );
        var then = moment.At.AddDays(-7);
        return (
            new WallView(
                moment,
                live.DayOf(moment.At),
                scope.Root(db.DistrictId),
                length,
                curve,
                Flow(c => c.PartCode),
                Flow(c => c.CategoryKey),
                past.Count == 0 ? 0 : past[0].Count(at => at < then),
                register,
                [.. await attention.OfMoment(register.Ask, moment, register.ClosedByUnit, ct), .. register.Points]
            )
            {
                Hour = live.HourOf(moment.At),
            },
            past
        );
    }

    /// <summary>The day at the beginning of an hour that has begun. 回放</summary>
    public async Task<WallReplay> Replay(IndicatorScope scope, Actor actor, WallView view, int hour, CancellationToken ct)
    {
        var at = view.Moment.Midnight.AddHours(hour);
        var from = at.AddHours(-1);
        return new WallReplay(
            hour,
            await live.OpenAt(new LiveAsk(actor, scope.Narrowed, view.PartLength), at, ct),
            view.Moment.Today.Count(c => hour > 0 && c.CreatedAt >= from && c.CreatedAt < at),
            view.Moment.Today.Count(c => hour > 0 && c.ClosedAt >= from && c.ClosedAt < at)
        );
    }

    private async Task<WallRegister> Register(IndicatorScope scope, LiveAsk asked, DateTime midnight, CancellationToken ct)
    {
        var ask = new FigureAsk(scope, figures.Today.AddDays(1 - Days), figures.Today);
        var ontime = figures.Definition("close_ontime_rate", ask);
        var parts = (await figures.Parts(ask, Basis.Filed, Split.Area, [ontime.Key], ct))
            .Where(p => p.Part.Length == scope.PartLength(db.DistrictId))
            .Select(p => (p.Part, p.Values[ontime.Key]))
            .ToList();
        return new WallRegister(
            figures.Now,
            ask,
            await Values(ask, ct),
            await Values(ask.Before, ct),
            parts,
            await attention.OfRegister(ask, ct),
            await attention.ClosedByUnit(ask, ct),
            await live.Count(LiveKey.Open, asked with { OpenAt = midnight }, ct)
        );
    }

    private async Task<IReadOnlyDictionary<string, FigureValue>> Values(FigureAsk ask, CancellationToken ct)
    {
        var all = await figures.Values(ask, ct);
        return Keys.ToDictionary(k => k, k => all[k], StringComparer.Ordinal);
    }
}
