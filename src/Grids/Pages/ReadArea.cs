using System.Globalization;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Drawing;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Pages;

/// <summary>Reads an area as it stood on a day, with its staffing of today. 区域查询</summary>
public sealed class ReadArea(GezhiDb db, BaseMap map, WorkCalendar calendar, TimeProvider clock, ReadGridStaff? readStaff = null)
{
    /// <summary>Today in the deployment's zone.</summary>
    public DateOnly Today => calendar.LocalDay(clock.UtcNow);

    /// <param name="code">6 to 17 digits; null for the widest area of the actor's posts.</param>
    /// <param name="on">Local day; null for today.</param>
    /// <param name="actor">Staffing is shown only where a post of theirs reaches.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="NotFound">No such area on that day.</exception>
    public async Task<AreaSheet> Run(string? code, DateOnly? on, Actor actor, CancellationToken ct)
    {
        var day = on ?? Today;
        var chosen =
            AreaCode.TryParse(code ?? Widest(actor), out var parsed) && parsed.DistrictId == actor.DistrictId
                ? parsed
                : throw new NotFound("area");
        var around = chosen.Path.Select(a => a.Value).ToList();
        var end = chosen.Value + ":"; // ':' follows '9'
        var rows = await db
            .Areas.AsNoTracking()
            .Where(a => a.ValidFrom <= day && (a.ValidTo == null || a.ValidTo >= day))
            .Where(a => around.Contains(a.Code) || (a.Code.CompareTo(chosen.Value) >= 0 && a.Code.CompareTo(end) < 0))
            .OrderBy(a => a.Code)
            .Select(a => new Row(a.Code, a.Level, a.Kind, a.NameZh, a.NameEn, a.Households, a.IsRural, a.Source, a.ValidFrom, a.ValidTo))
            .ToListAsync(ct);
        var self = rows.Find(r => r.Code == chosen.Value) ?? throw new NotFound("area");
        var settings = await db.Settings(ct);
        var counted = rows.Where(r => r.Households is not null && r.Kind == AreaKind.Ordinary).ToList();
        var rural = rows.Where(r => r.IsRural).Select(r => r.Code).ToList();
        var below = rows.Where(r => r.Code.Length > self.Code.Length).Select(r => InNorm(Line(r, counted))).ToList();
        var area = InNorm(Line(self, counted));
        var childLevel = below.Count == 0 ? self.Level : below.Min(a => a.Level);
        return new AreaSheet(
            day,
            area,
            self.Source,
            self.ValidFrom,
            self.ValidTo,
            [.. rows.Where(r => around.Contains(r.Code)).Select(r => Line(r, []))],
            [.. below.Where(a => a.Level == childLevel)],
            await Staffing(area, below, actor, ct)
        );

        AreaLine InNorm(AreaLine line) =>
            line with
            {
                Norm =
                    line.Kind == AreaKind.Ordinary
                        ? settings.NormOf(line.Level, rural.Exists(r => line.Code.StartsWith(r, StringComparison.Ordinal)))
                        : null,
            };
    }

    /// <summary>The ground with the boundaries of the sheet's day.</summary>
    public async Task<MapGround> Ground(AreaSheet sheet, CancellationToken ct)
    {
        var ground = map.Current;
        if (sheet.On == ground.On)
            return ground;
        List<string> codes = [.. sheet.Path.Concat(sheet.Children).Select(a => a.Code)];
        var rows = await db
            .Areas.AsNoTracking()
            .Where(a => a.ValidFrom <= sheet.On && (a.ValidTo == null || a.ValidTo >= sheet.On))
            .Where(a => codes.Contains(a.Code) && a.Shape != null)
            .OrderBy(a => a.Code)
            .ToListAsync(ct);
        return ground with
        {
            On = sheet.On,
            Areas = [.. rows.Select(a => new DrawnArea(a.Code, a.Level, a.Kind, a.NameZh, AreaShape.Read(a.Shape!)) { NameEn = a.NameEn })],
        };
    }

    private async Task<AreaStaffing?> Staffing(AreaLine area, List<AreaLine> below, Actor actor, CancellationToken ct)
    {
        if (readStaff is null || actor.PostFor(Permission.SeeStaffing, area.Code) is null)
            return null;
        List<AreaLine> all = [area, .. below];
        return AreaStaffing.Of(area.Code, all, await readStaff(area.Code, ct));
    }

    private static string Widest(Actor actor) =>
        actor.Posts.Where(p => p.AreaCode is not null).MinBy(p => p.AreaCode!.Length)?.AreaCode
        ?? actor.DistrictId.ToString(CultureInfo.InvariantCulture);

    private static AreaLine Line(Row row, List<Row> counted)
    {
        var inside = row.Households is not null
            ? [row]
            : counted.Where(r => r.Code.StartsWith(row.Code, StringComparison.Ordinal)).ToList();
        return new AreaLine(
            row.Code,
            row.Level,
            row.Kind,
            row.NameZh,
            row.NameEn,
            inside.Count == 0 ? null : inside.Sum(r => r.Households)
        );
    }

    private sealed record Row(
        string Code,
        AreaLevel Level,
        AreaKind Kind,
        string NameZh,
        string NameEn,
        int? Households,
        bool IsRural,
        string Source,
        DateOnly ValidFrom,
        DateOnly? ValidTo
    );
}
