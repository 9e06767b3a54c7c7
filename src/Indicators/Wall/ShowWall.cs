using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Ui;
using Gezhi.Platform.Ui.Charts;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Indicators.Wall;

/// <summary>A wall ready to be drawn, for the page and for the parts that a live page fetches. 大屏展示</summary>
public sealed class ShowWall(WallMemory memory, ReadWall reading, WallWords words, LiveWork live)
{
    /// <param name="At">Hour that is replayed; null: now.</param>
    /// <param name="Replay">The day at that hour; null: now.</param>
    public sealed record Shown(
        WallView View,
        string? Area,
        int? At,
        WallReplay? Replay,
        IReadOnlyList<QueueRow.Row> Queue,
        IReadOnlyList<FlowChart.Column> Columns,
        IReadOnlyList<(int Column, int From, int To, double Value)> Links
    )
    {
        /// <summary>Open cases by area: of the hour that is replayed, or now.</summary>
        public IReadOnlyDictionary<string, (int Count, int Late)> Cells =>
            Replay is null
                ? View
                    .Moment.Cells.GroupBy(c => c.AreaCode, StringComparer.Ordinal)
                    .ToDictionary(
                        g => g.Key,
                        g => (LiveMoment.Count(LiveKey.Open, g), LiveMoment.Count(LiveKey.Late, g)),
                        StringComparer.Ordinal
                    )
                : Replay.Open.ToDictionary(c => c.Key, c => (c.Value, 0), StringComparer.Ordinal);

        /// <summary>What a live list of the same area is asked with.</summary>
        public LiveQuery Query => new(Area);

        /// <summary>The flow goes by category instead of by part of the area.</summary>
        public bool IsByCategory { get; init; }

        /// <summary>Reported by local hour; null for hours to come.</summary>
        public required IReadOnlyList<int?> CameIn { get; init; }

        /// <summary>The address of this page at another hour; null: now.</summary>
        public string Href(string path, int? at) => Href(path, at, IsByCategory);

        /// <summary>The same with the other way to see the flow, or this one.</summary>
        public string Href(string path, int? at, bool isByCategory)
        {
            var parts = new List<string>();
            if (Area is not null)
                parts.Add($"area={Area}");
            if (at is { } hour)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"at={hour}"));
            if (isByCategory)
                parts.Add("flow=category");
            return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
        }
    }

    /// <param name="query">area; flow: category, when the flow goes by it; and at: the hour to replay; one that has not begun is now.</param>
    /// <exception cref="Platform.Problems.NotFound">An area that is none of the reader's.</exception>
    public async Task<Shown> Run(Actor actor, IQueryCollection query, CancellationToken ct)
    {
        var area = query["area"].ToString() is { Length: > 0 } asked ? asked : null;
        var scope = IndicatorScope.Of(actor, area);
        var now = live.Time;
        var view = await memory.Get(scope, actor, await live.Seq(ct), now, live.DayOf(now), ct);
        int? at =
            int.TryParse(query["at"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            && hour >= 0
            && hour <= view.Hour
                ? hour
                : null;
        var rows = new List<QueueRow.Row>();
        foreach (var line in view.Moment.Queue)
            rows.Add(await words.Row(line, ct));
        var isByCategory = query["flow"].ToString() == "category";
        var (columns, links) = await words.Flow(view, isByCategory, ct);
        var came = view
            .Moment.Today.Where(c => c.CreatedAt >= view.Moment.Midnight)
            .GroupBy(c => live.HourOf(c.CreatedAt))
            .ToDictionary(g => g.Key, g => g.Count());
        return new Shown(view, area, at, at is { } then ? await reading.Replay(scope, actor, view, then, ct) : null, rows, columns, links)
        {
            IsByCategory = isByCategory,
            CameIn = [.. Enumerable.Range(0, 24).Select(h => h <= view.Hour ? came.GetValueOrDefault(h) : (int?)null)],
        };
    }
}
