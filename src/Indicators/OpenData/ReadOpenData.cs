using System.Globalization;
using System.Text;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Indicators.OpenData;

/// <summary>What was released, for everybody. 查开放数据</summary>
public sealed class ReadOpenData(GezhiDb db)
{
    /// <summary>Months on the page and in the catalogue.</summary>
    public const int MostMonths = 36;

    /// <summary>A file of a version, without its text. 文件</summary>
    public sealed record FileLine(string Name, string Sha256, int Bytes);

    /// <summary>A released version with its files; a withdrawn one has none. 发布的版本</summary>
    public sealed record Line(OpenRelease Release, IReadOnlyList<FileLine> Files)
    {
        /// <summary>Address of one of its files.</summary>
        public string Href(string file) => $"/open-data/{OpenFiles.MonthText(Release.Month)}/v{Release.VersionNo}/{file}";
    }

    /// <summary>A month with its released versions, the latest first. 开放数据月份</summary>
    public sealed record Month(int Of, IReadOnlyList<Line> Versions)
    {
        /// <summary>The latest that is given out; null when all were withdrawn.</summary>
        public Line? Current => Versions.FirstOrDefault(v => v.Release.WithdrawnAt is null);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/open-data").AllowAnonymous().RequireRateLimiting(OpenDataLimit.Name).ExcludeFromDescription();
        open.MapGet(
            "/{month}/v{no:int}/{file}",
            (string month, int no, string file, ReadOpenData feature, HttpContext http, ProblemMapper problems, CancellationToken ct) =>
                feature.Send(month, no, file, http, problems, ct)
        );
        open.MapGet(
            "/catalog.jsonld",
            async (ReadOpenData feature, OpenSettings settings, AreaBook areas, HttpContext http, CancellationToken ct) =>
            {
                var text = OpenCatalogue.Of(await feature.Months(ct), settings, areas.NameOf(feature.Root));
                return File(http, text, "application/ld+json", null, OpenFiles.Hash(text), TimeSpan.FromMinutes(5));
            }
        );
    }

    private string Root => db.DistrictId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Released months, the newest first.</summary>
    public async Task<IReadOnlyList<Month>> Months(CancellationToken ct)
    {
        var months = await db.Set<OpenRelease>()
            .Where(r => r.ReleasedAt != null)
            .Select(r => r.Month)
            .Distinct()
            .OrderByDescending(m => m)
            .Take(MostMonths)
            .ToListAsync(ct);
        var versions = await db.Set<OpenRelease>()
            .AsNoTracking()
            .Where(r => r.ReleasedAt != null && months.Contains(r.Month))
            .ToListAsync(ct);
        var ids = versions.Where(v => v.WithdrawnAt is null).Select(v => v.Id).ToList();
        var files = (
            await db.Set<OpenFile>()
                .Where(f => ids.Contains(f.ReleaseId))
                .Select(f => new
                {
                    f.ReleaseId,
                    f.Name,
                    f.Sha256,
                    f.Bytes,
                })
                .ToListAsync(ct)
        ).ToLookup(f => f.ReleaseId, f => new FileLine(f.Name, f.Sha256, f.Bytes));
        return
        [
            .. versions
                .GroupBy(v => v.Month)
                .OrderByDescending(g => g.Key)
                .Select(g => new Month(
                    g.Key,
                    [
                        .. g.OrderByDescending(v => v.VersionNo)
                            .Select(v => new Line(v, [.. files[v.Id].OrderBy(f => f.Name, StringComparer.Ordinal)])),
                    ]
                )),
        ];
    }

    private async Task<IResult> Send(string month, int no, string file, HttpContext http, ProblemMapper problems, CancellationToken ct)
    {
        var of = KeepOpenData.MonthOf(month);
        var release =
            await db.Set<OpenRelease>()
                .AsNoTracking()
                .FirstOrDefaultAsync(r => r.Month == of && r.VersionNo == no && r.ReleasedAt != null, ct)
            ?? throw new NotFound("open-data");
        if (release.WithdrawnAt is not null)
        {
            await problems.Refuse(http, StatusCodes.Status410Gone, "open-data.withdrawn");
            return Results.Empty;
        }
        var found =
            await db.Set<OpenFile>().AsNoTracking().FirstOrDefaultAsync(f => f.ReleaseId == release.Id && f.Name == file, ct)
            ?? throw new NotFound("open-data");
        return File(
            http,
            found.Text,
            OpenFiles.Kinds.First(k => k.Name == found.Name).MediaType,
            $"gezhi-{db.DistrictId}-{month}-v{no}-{found.Name}",
            found.Sha256,
            TimeSpan.FromHours(1) // a version never changes, but it may be withdrawn
        );
    }

    private static Microsoft.AspNetCore.Http.HttpResults.FileContentHttpResult File(
        HttpContext http,
        string text,
        string mediaType,
        string? name,
        string sha256,
        TimeSpan fresh
    )
    {
        http.Response.Headers.CacheControl = $"public, max-age={(int)fresh.TotalSeconds}";
        http.Response.Headers.AccessControlAllowOrigin = "*"; // pages of others may read it; no cookie counts here
        return TypedResults.File(
            Encoding.UTF8.GetBytes(text),
            mediaType + "; charset=utf-8",
            name,
            entityTag: new EntityTagHeaderValue($"\"{sha256}\"")
        );
    }
}
