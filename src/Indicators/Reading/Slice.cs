using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Facts;
using Gezhi.Indicators.Rollups;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Reading;

/// <summary>By what sums are divided. 分组</summary>
public enum Split
{
    None,
    Area,
    Category,
    Channel,
    Unit,
    Day,
}

/// <summary>A cell or a single contribution, alike for whoever adds them up. 切片</summary>
internal sealed class Slice
{
    public Guid CaseId { get; init; }
    public DateOnly On { get; init; }
    public string AreaCode { get; init; } = "";
    public string CategoryKey { get; init; } = "";
    public Channel Channel { get; init; }
    public string UnitCode { get; init; } = "";
    public long Marks { get; init; }
    public long Cases { get; init; }
    public long Ratings { get; init; }
    public long Stars { get; init; }
    public long FirstAnswerMinutes { get; init; }
    public long DispatchMinutes { get; init; }
    public long ArrivalMinutes { get; init; }
    public long HandlingMinutes { get; init; }
    public long WorkingMinutes { get; init; }

    /// <summary>Of <see cref="Response.CasePath"/> only.</summary>
    public int ReportedMinute { get; init; }

    /// <summary>Of <see cref="Response.CasePath"/> only.</summary>
    public string Path { get; init; } = "";
}

/// <summary>Cells, contributions of today and frozen ones as slices; adding them up. 切片读取</summary>
internal static class Slices
{
    public static IQueryable<Slice> OfCells(GezhiDb db, Basis basis, DateOnly from, DateOnly to) =>
        db.Set<Cell>()
            .AsNoTracking()
            .Where(c => c.Basis == basis && c.On >= from && c.On <= to)
            .Select(c => new Slice
            {
                On = c.On,
                AreaCode = c.AreaCode,
                CategoryKey = c.CategoryKey,
                Channel = c.Channel,
                UnitCode = c.UnitCode,
                Marks = c.Marks,
                Cases = c.Cases,
                Ratings = c.Ratings,
                Stars = c.Stars,
                FirstAnswerMinutes = c.FirstAnswerMinutes,
                DispatchMinutes = c.DispatchMinutes,
                ArrivalMinutes = c.ArrivalMinutes,
                HandlingMinutes = c.HandlingMinutes,
                WorkingMinutes = c.WorkingMinutes,
            });

    public static IQueryable<Slice> OfFacts(GezhiDb db, Basis basis, DateOnly from, DateOnly to) =>
        Of(db.Set<CaseFact>().AsNoTracking(), basis, from, to);

    public static IQueryable<Slice> OfFrozen(GezhiDb db, int month, Basis basis)
    {
        var (from, to) = FigureList.DaysOf(month);
        return Of(db.Set<FrozenFact>().AsNoTracking().Where(f => f.Month == month), basis, from, to);
    }

    /// <summary>Lines of the cases reported in these days.</summary>
    public static IQueryable<Slice> OfPaths(GezhiDb db, DateOnly from, DateOnly to) =>
        db.Set<Response.CasePath>()
            .AsNoTracking()
            .Where(p => p.ReportedOn >= from && p.ReportedOn <= to)
            .Select(p => new Slice
            {
                CaseId = p.CaseId,
                On = p.ReportedOn,
                AreaCode = p.AreaCode,
                CategoryKey = p.CategoryKey,
                Channel = p.Channel,
                UnitCode = p.UnitCode,
                ReportedMinute = p.ReportedMinute,
                Path = p.Path,
            });

    private static IQueryable<Slice> Of<T>(IQueryable<T> facts, Basis basis, DateOnly from, DateOnly to)
        where T : FactRow
    {
        facts = basis switch
        {
            Basis.Reported => facts.Where(f => f.ReportedOn >= from && f.ReportedOn <= to),
            Basis.Filed => facts.Where(f => f.FiledOn >= from && f.FiledOn <= to),
            _ => facts.Where(f => f.ClosedOn >= from && f.ClosedOn <= to),
        };
        return facts.Select(f => new Slice
        {
            CaseId = f.CaseId,
            On =
                basis == Basis.Reported ? f.ReportedOn
                : basis == Basis.Filed ? f.FiledOn!.Value
                : f.ClosedOn!.Value,
            AreaCode = f.AreaCode,
            CategoryKey = f.CategoryKey,
            Channel = f.Channel,
            UnitCode = f.UnitCode,
            Marks = f.Marks,
            Cases = 1,
            Ratings = f.Ratings,
            Stars = f.Stars,
            FirstAnswerMinutes = f.FirstAnswerMinutes ?? 0,
            DispatchMinutes = f.DispatchMinutes ?? 0,
            ArrivalMinutes = f.ArrivalMinutes ?? 0,
            HandlingMinutes = f.HandlingMinutes ?? 0,
            WorkingMinutes = f.WorkingMinutes ?? 0,
        });
    }

    /// <summary>Adds them up in the database, by part and marks.</summary>
    /// <param name="length">Digits of areas, with <see cref="Split.Area"/>.</param>
    public static async Task<IReadOnlyList<Tally>> Together(this IQueryable<Slice> slices, Split by, int length, CancellationToken ct) =>
        by switch
        {
            Split.None => [.. (await Sums(slices.Select(s => new Parted<long> { Part = s.Marks, Of = s }), ct)).Select(t => t.Sum)],
            Split.Day =>
            [
                .. (await Sums(slices.Select(s => new Parted<DateOnly> { Part = s.On, Of = s }), ct)).Select(t =>
                    t.Sum with
                    {
                        Part = t.Part.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    }
                ),
            ],
            Split.Channel =>
            [
                .. (await Sums(slices.Select(s => new Parted<Channel> { Part = s.Channel, Of = s }), ct)).Select(t =>
                    t.Sum with
                    {
                        Part = t.Part.ToString(),
                    }
                ),
            ],
            Split.Area => Texts(await Sums(slices.Select(s => new Parted<string> { Part = s.AreaCode.Substring(0, length), Of = s }), ct)),
            Split.Category => Texts(await Sums(slices.Select(s => new Parted<string> { Part = s.CategoryKey, Of = s }), ct)),
            Split.Unit => Texts(await Sums(slices.Select(s => new Parted<string> { Part = s.UnitCode, Of = s }), ct)),
            _ => throw new ArgumentOutOfRangeException(nameof(by), by, null),
        };

    /// <summary>Numbers of cases by area, category and marks, each pair once: for tables with both. 交叉汇总</summary>
    /// <param name="length">Digits of areas.</param>
    public static async Task<IReadOnlyList<(string Area, string Category, IReadOnlyList<Tally> Tallies)>> Crossed(
        this IQueryable<Slice> slices,
        int length,
        CancellationToken ct
    ) => [.. (
                await slices
                    .Select(s => new
                    {
                        Area = s.AreaCode.Substring(0, length),
                        s.CategoryKey,
                        s.Marks,
                        s.Cases,
                    })
                    .GroupBy(s => new
                    {
                        s.Area,
                        s.CategoryKey,
                        s.Marks,
                    })
                    .Select(g => new
                    {
                        g.Key.Area,
                        g.Key.CategoryKey,
                        g.Key.Marks,
                        Cases = g.Sum(s => s.Cases),
                    })
                    .ToListAsync(ct)
            ).GroupBy(g => (g.Area, g.CategoryKey)).OrderBy(g => g.Key.Area, StringComparer.Ordinal).ThenBy(g => g.Key.CategoryKey, StringComparer.Ordinal).Select(g => (g.Key.Area, g.Key.CategoryKey, (IReadOnlyList<Tally>)[.. g.Select(t => new Tally { Marks = (Mark)t.Marks, Cases = t.Cases })]))];

    private static IReadOnlyList<Tally> Texts(IEnumerable<(string Part, Tally Sum)> sums) =>
        [.. sums.Select(t => t.Sum with { Part = t.Part })];

    private static async Task<IEnumerable<(T Part, Tally Sum)>> Sums<T>(IQueryable<Parted<T>> parted, CancellationToken ct) =>
        (
            await parted
                .GroupBy(p => new { p.Part, p.Of.Marks })
                .Select(g => new
                {
                    g.Key.Part,
                    g.Key.Marks,
                    Cases = g.Sum(p => p.Of.Cases),
                    Ratings = g.Sum(p => p.Of.Ratings),
                    Stars = g.Sum(p => p.Of.Stars),
                    FirstAnswer = g.Sum(p => p.Of.FirstAnswerMinutes),
                    Dispatch = g.Sum(p => p.Of.DispatchMinutes),
                    Arrival = g.Sum(p => p.Of.ArrivalMinutes),
                    Handling = g.Sum(p => p.Of.HandlingMinutes),
                    Working = g.Sum(p => p.Of.WorkingMinutes),
                })
                .ToListAsync(ct)
        ).Select(g =>
            (
                g.Part,
                new Tally
                {
                    Marks = (Mark)g.Marks,
                    Cases = g.Cases,
                    Ratings = g.Ratings,
                    Stars = g.Stars,
                    FirstAnswerMinutes = g.FirstAnswer,
                    DispatchMinutes = g.Dispatch,
                    ArrivalMinutes = g.Arrival,
                    HandlingMinutes = g.Handling,
                    WorkingMinutes = g.Working,
                }
            )
        );

    private sealed class Parted<T>
    {
        public T Part { get; init; } = default!;
        public Slice Of { get; init; } = null!;
    }
}
