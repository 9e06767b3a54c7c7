using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Open311.Catalogue;
using Gezhi.Open311.Wire;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Open311.Requests;

/// <summary>GeoReport bulk: every matter of a window as CSV, row by row, never the whole in memory. 批量导出</summary>
internal sealed class ExportRequests(PublicCases cases, ReadRequests requests, ServiceList services, UnitDirectory units)
{
    private const int Batch = 500;

    private static readonly string[] Columns =
    [
        "service_request_id",
        "requested_datetime",
        "updated_datetime",
        "closed_date",
        "status_description",
        "status_notes",
        "source",
        "service_name",
        "service_subtype",
        "description",
        "agency_responsible",
        "address",
        "lat",
        "long",
    ];

    /// <summary>As everybody may read it, whoever asks: category for the words, rounded place.</summary>
    public async Task Run(HttpContext http, Ask ask, CancellationToken ct)
    {
        var query = await requests.Query(ask, ct);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=requests.csv";
        http.Response.Headers.CacheControl = "no-cache";
        await using var text = new StreamWriter(http.Response.Body, CsvText.Utf8WithMark, leaveOpen: true);
        await text.WriteAsync(CsvText.Row(Columns).AsMemory(), ct);
        if (query is null)
            return;
        // By the time of reporting alone: no page is empty before the last one.
        var whole = query with
        {
            Take = Batch,
            OrMoved = false,
            OwnSourceId = null,
            UpdatedFrom = null,
            UpdatedTo = null,
        };
        var names = (await services.All(ct)).ToDictionary(s => s.Key);
        for (var skip = 0; ; skip += Batch)
        {
            var rows = await cases.List(whole with { Skip = skip }, ct);
            foreach (var matter in rows)
                await text.WriteAsync(CsvText.Row(await Row(matter, names.GetValueOrDefault(matter.CategoryKey!), ct)).AsMemory(), ct);
            await text.FlushAsync(ct);
            if (rows.Count == 0)
                return;
        }
    }

    private async Task<string?[]> Row(PublicCase matter, Service? service, CancellationToken ct)
    {
        var name = service?.Name ?? await cases.NameOf(matter.CategoryKey, ct);
        return
        [
            matter.Id.ToString("N"),
            Instants.Write(matter.ReportedAt),
            Instants.Write(matter.UpdatedAt),
            Instants.Write(matter.ClosedAt),
            StatusWords.Of(matter),
            matter.Step,
            matter.Channel.ToString(),
            service?.Group ?? name,
            name,
            name,
            matter.UnitCode is { } code ? (await units.Find(code, ct))?.NameZh : null,
            matter.AreaName,
            Degrees(Rounded.Of(matter.Lat)),
            Degrees(Rounded.Of(matter.Lon)),
        ];
    }

    private static string? Degrees(double? degrees) => degrees?.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
}
