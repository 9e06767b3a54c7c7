using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Actors;

namespace Gezhi.Indicators.Reading;

/// <summary>What the centre shows of the register: on-time closing by area and how people liked it. 态势指标</summary>
public sealed class CentreShares(ReadFigures figures)
{
    /// <inheritdoc cref="ReadDoneShares"/>
    public async Task<(IReadOnlyList<DoneShare> Done, LikedShare Liked)> Run(
        Actor actor,
        DateOnly from,
        DateOnly to,
        int partLength,
        CancellationToken ct
    )
    {
        var ask = new FigureAsk(IndicatorScope.Of(actor), from, to);
        var (usual, strict) = (figures.Definition("close_ontime_rate", ask), figures.Definition("close_ontime_rate_strict", ask));
        var filed = await figures.Tallies(ask, Basis.Filed, Split.Area, ct, partLength);
        var closed = await figures.Tallies(ask, Basis.Closed, Split.None, ct);
        var stars = figures.Definition("satisfaction_stars", ask).Of(closed);
        var done = filed
            .GroupBy(t => t.Part, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, Usual: usual.Of(g), Strict: strict.Of(g)))
            .Where(p => p.Usual.Whole > 0 || p.Strict.Whole > 0)
            .Select(p => new DoneShare(
                p.Key,
                p.Usual.Whole,
                p.Usual.Counted,
                p.Strict.Whole,
                p.Strict.Counted,
                figures.IsTooFew(usual, p.Usual)
            ))
            .ToList();
        return (done, new LikedShare(stars.Whole, stars.Counted, figures.Definition("resolve_rate", ask).Of(closed).Value));
    }
}
