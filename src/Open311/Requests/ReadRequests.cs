using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Open311.Catalogue;
using Gezhi.Open311.Wire;
using Gezhi.Platform.Geo;

namespace Gezhi.Open311.Requests;

/// <summary>GET requests: one, several by id, or a page by filters. 查询诉求</summary>
internal sealed class ReadRequests(PublicCases cases, ServiceList services, RequestView view)
{
    /// <summary>Most rows of a page.</summary>
    public const int Most = 1000;

    /// <summary>Most days of a window.</summary>
    public const int MostDays = 90;

    private const double LargestRadius = 50_000;

    /// <summary>Words with so many digits are not looked for in what was said: somebody could ask for a phone.</summary>
    private const int PartOfPhone = 5;

    public async Task<Answer> One(string id, Ask ask, CancellationToken ct)
    {
        if (
            !Guid.TryParse(id, out var caseId)
            || await cases.Find([caseId], ct) is not [var matter]
            || !RequestView.Reaches(matter, ask.Caller)
        )
            throw Refusal.Missing($"There is no service request with the id '{id}'.");
        return Answer.Ok(Body.List("service_requests", "request", await view.Of([matter], ask, ct)));
    }

    public async Task<Answer> List(Ask ask, CancellationToken ct)
    {
        var given = ask.Given;
        var ids = given.List("service_request_id");
        if (ids.Count > 0)
            return Answer.Ok(await Rows([.. (await cases.Find(Ids(ids), ct)).Where(c => RequestView.Reaches(c, ask.Caller))], ask, ct));
        var query = await Query(ask, ct);
        if (query is null)
            return Answer.Ok(await Rows([], ask, ct));
        if (given.IsOn("just_count"))
            return Answer.Ok(Body.List("service_requests", "request", [new Fields { { "count", await cases.Count(query, ct) } }]));
        var (page, size) = Page(given);
        query = query with { Skip = (page - 1) * size, Take = size };
        var found = Circle(given) is var (lon, lat, radius) ? await InCircle(query, lon, lat, radius, ct) : await cases.List(query, ct);
        return new Answer(200, await Rows(found, ask, ct)) { Headers = await PageHeaders(query, page, size, found.Count, ask, ct) };
    }

    /// <summary>What is asked for, without page. Null: nothing can fit, because no service or word does.</summary>
    /// <exception cref="Refusal">A filter cannot be used.</exception>
    public async Task<PublicCaseQuery?> Query(Ask ask, CancellationToken ct)
    {
        var given = ask.Given;
        var (from, to) = Window(given, ask.Now);
        var keys = await Keys(given, ct);
        var words = given["q"];
        var showsWords = words is not null && words.Count(char.IsDigit) < PartOfPhone && await view.ShowsWords(ct);
        if (words is not null && !showsWords)
            keys = Named(keys, words, await services.All(ct));
        if (keys is { Count: 0 })
            return null;
        return new PublicCaseQuery
        {
            From = from,
            To = to,
            OrMoved = (given["start_date"] ?? given["end_date"]) is not null && to - from <= TimeSpan.FromDays(1),
            UpdatedFrom = given.Instant("updated_after"),
            UpdatedTo = given.Instant("updated_before"),
            IsOpen = Status(given),
            CategoryKeys = keys,
            WithoutChannels = RequestView.Internal,
            WithoutScheme = RequestView.InternalScheme,
            OwnSourceId = ask.Caller?.Id,
            Box = Box(given),
            Words = showsWords ? words : null,
        };
    }

    private async Task<Body> Rows(IReadOnlyList<PublicCase> found, Ask ask, CancellationToken ct) =>
        Body.List("service_requests", "request", await view.Of(found, ask, ct));

    private static List<Guid> Ids(IReadOnlyList<string> given) =>
        [.. given.Take(Most).Select(id => Guid.TryParse(id, out var caseId) ? caseId : Guid.Empty).Where(id => id != Guid.Empty)];

    /// <summary>The last 90 days, or the 90 days that one end leaves open.</summary>
    internal static (DateTime From, DateTime To) Window(Parameters given, DateTime now)
    {
        var (start, end) = (given.Instant("start_date"), given.Instant("end_date"));
        var until = end ?? (start is { } s && s.AddDays(MostDays) < now ? s.AddDays(MostDays) : now.AddSeconds(1));
        var since = start ?? until.AddDays(-MostDays);
        if (until < since)
            throw Refusal.Wrong("end_date lies before start_date.");
        if (until - since > TimeSpan.FromDays(MostDays) + TimeSpan.FromSeconds(1))
            throw Refusal.Wrong($"start_date and end_date may not span more than {MostDays} days.");
        return (since, WholeSecond(until));
    }

    /// <summary>An end given in whole seconds means that whole second: times leave here cut to seconds.</summary>
    internal static DateTime WholeSecond(DateTime end) => end.Ticks % TimeSpan.TicksPerSecond == 0 ? end.AddMilliseconds(999) : end;

    private async Task<List<string>?> Keys(Parameters given, CancellationToken ct)
    {
        var codes = given.List("service_code");
        return codes.Count == 0
            ? null
            : [.. (await services.All(ct)).Where(s => codes.Contains(s.Code) || codes.Contains(s.Name)).Select(s => s.Key)];
    }

    /// <summary>Where the words are not public, only the names of services are looked through: an answer must not betray what was said.</summary>
    private static List<string> Named(List<string>? keys, string words, IReadOnlyList<Service> all) =>
        [
            .. all.Where(s => keys is null || keys.Contains(s.Key))
                .Where(s =>
                    s.Name.Contains(words, StringComparison.OrdinalIgnoreCase)
                    || s.Group.Contains(words, StringComparison.OrdinalIgnoreCase)
                )
                .Select(s => s.Key),
        ];

    private static bool? Status(Parameters given)
    {
        var asked = given.List("status").Select(s => s.ToUpperInvariant()).ToHashSet();
        if (asked.Any(s => s is not ("OPEN" or "CLOSED")))
            throw Refusal.Wrong("status must be open, closed, or both with a comma.");
        return asked.Count == 1 ? asked.Contains("OPEN") : null;
    }

    private static (double, double, double, double)? Box(Parameters given)
    {
        if (Circle(given) is var (lon, lat, radius))
            return Rounded.Around(lon, lat, radius);
        if (given["bbox"] is not { } text)
            return null;
        var edges = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(e =>
                double.TryParse(e, NumberStyles.Float, CultureInfo.InvariantCulture, out var edge) && double.IsFinite(edge)
                    ? edge
                    : (double?)null
            )
            .ToList();
        return edges is [{ } west, { } south, { } east, { } north] && west <= east && south <= north
            ? Rounded.Ground(west, south, east, north)
            : throw Refusal.Wrong("bbox must be west,south,east,north in degrees.");
    }

    private static (double Lon, double Lat, double Radius)? Circle(Parameters given)
    {
        var (lat, lon) = (given.Number("lat", -90, 90), given.Number("long", -180, 180) ?? given.Number("lon", -180, 180));
        if (lat is null && lon is null)
            return null;
        if (lat is not { } y || lon is not { } x)
            throw Refusal.Wrong("lat and long come together.");
        return (x, y, given.Number("radius", 0, LargestRadius) ?? 500);
    }

    /// <summary>The corners of the box fall off; pages are cut from what is left.</summary>
    private async Task<IReadOnlyList<PublicCase>> InCircle(
        PublicCaseQuery query,
        double lon,
        double lat,
        double radius,
        CancellationToken ct
    )
    {
        var box = await cases.List(query with { Skip = 0, Take = Math.Min(query.Skip + (2 * query.Take), 5 * Most) }, ct);
        return [.. box.Where(c => Rounded.MetresTo(lon, lat, c.Lon!.Value, c.Lat!.Value) <= radius).Skip(query.Skip).Take(query.Take)];
    }

    private static (int Page, int Size) Page(Parameters given)
    {
        var size = given.Count("page_size") ?? given.Count("per_page") ?? given.Count("limit") ?? given.Count("max_requests") ?? Most;
        return (Math.Min(given.Count("page") ?? 1, 100_000), Math.Min(size, Most));
    }

    /// <summary>How many there are is only counted for who turns pages.</summary>
    private async Task<Dictionary<string, string>> PageHeaders(
        PublicCaseQuery query,
        int page,
        int size,
        int found,
        Ask ask,
        CancellationToken ct
    )
    {
        if (ask.Given["page"] is null && ask.Given["page_size"] is null)
            return [];
        var total = await cases.Count(query, ct);
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>
        {
            ["page-TotalSize"] = Text(total),
            ["page-TotalPages"] = Text((total + size - 1) / size),
            ["page-PageNumber"] = Text(page),
            ["page-Offset"] = Text((page - 1) * size),
            ["page-Size"] = Text(found),
            ["Access-Control-Expose-Headers"] = "page-TotalSize, page-TotalPages, page-PageNumber, page-Offset, page-Size",
        };
        return headers;
    }
}
