using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Shouldly;

namespace Gezhi.Tests.Integration.Open311;

/// <summary>Another city's platform, which talks to the town as FixMyStreet's client does: XML, forms, key on every POST and on the updates.</summary>
public sealed class OtherPlatform : IDisposable
{
    public const string Lamp = "gb47678_matter_01037";
    public const string Rubbish = "gb47678_matter_06010";
    public const string Manhole = "gb47678_matter_01002";

    private OtherPlatform(Town town, HttpClient http, string key, string root) => (Town, Http, Key, Root) = (town, http, key, root);

    public Town Town { get; }

    public HttpClient Http { get; }

    public string Key { get; }

    /// <summary>Ends in a slash: paths are joined to it as they are.</summary>
    public string Root { get; }

    public static async Task<OtherPlatform> In(Town town, int aMinute = 6000, params string[] switches)
    {
        using var admin = await town.As(Role.SystemAdmin, "xitong01");
        return await ConnectedBy(admin, town, aMinute, switches);
    }

    /// <summary>In the district of the administrator who connects it.</summary>
    public static async Task<OtherPlatform> ConnectedBy(HttpClient admin, Town town, int aMinute = 6000, params string[] switches)
    {
        var shown = await admin.Do(
            "/api/sources",
            new
            {
                channel = "Open311",
                name = "邻市随手拍",
                limitAMinute = aMinute,
                switches,
            }
        );
        var http = town.Anybody();
        http.DefaultRequestHeaders.Accept.Clear();
        return new OtherPlatform(town, http, shown["key"]!.GetValue<string>(), "/open311/v2/");
    }

    /// <summary>A lamp report that is like no other.</summary>
    public static List<KeyValuePair<string, string>> Report(string description, string service = Rubbish, params (string, string)[] more) =>
        [
            new("jurisdiction_id", "410103"),
            new("service_code", service),
            new("lat", Town.Lat.ToString(CultureInfo.InvariantCulture)),
            new("long", Town.Lon.ToString(CultureInfo.InvariantCulture)),
            new("description", description),
            new("email", "wang@example.org"),
            new("first_name", "小芳"),
            new("last_name", "-"),
            .. more.Select(m => KeyValuePair.Create(m.Item1, m.Item2)),
        ];

    /// <summary>Sends a report and expects a number.</summary>
    public async Task<string> Send(string description, string service = Rubbish, params (string, string)[] more)
    {
        var answer = await Post("requests.xml", Report(description, service, more));
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Xml.Root!.Element("request")!.Element("service_request_id")!.Value;
    }

    public async Task<Heard> Post(string path, IEnumerable<KeyValuePair<string, string>> fields, bool hasKey = true)
    {
        using var form = new FormUrlEncodedContent(hasKey ? fields.Append(new("api_key", Key)) : fields);
        return await Heard.Of(await Http.PostAsync(new Uri(Root + path, UriKind.Relative), form));
    }

    public async Task<Heard> Post(string path, HttpContent body) =>
        await Heard.Of(await Http.PostAsync(new Uri(Root + path, UriKind.Relative), body));

    public async Task<Heard> Get(string path) => await Heard.Of(await Http.GetAsync(new Uri(Root + path, UriKind.Relative)));

    /// <summary>What moved lately, as the daemon asks it.</summary>
    public async Task<IReadOnlyList<XElement>> Updates(string id, TimeSpan? back = null)
    {
        var now = Town.Clock.UtcNow;
        var heard = await Get(
            $"servicerequestupdates.xml?api_key={Key}&start_date={Wire(now - (back ?? TimeSpan.FromHours(2)))}&end_date={Wire(now)}"
        );
        heard.Status.ShouldBe(200, heard.Text);
        return [.. heard.Xml.Root!.Elements("request_update").Where(u => u.Element("service_request_id")!.Value == id)];
    }

    public static string Wire(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void Dispose() => Http.Dispose();
}

/// <summary>An answer as it arrived.</summary>
public sealed record Heard(int Status, string Text, HttpResponseMessage Answer)
{
    public XDocument Xml => XDocument.Parse(Text);

    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Type => Answer.Content.Headers.ContentType?.ToString();

    public string Error =>
        Xml.Root!.Elements("error").Select(e => $"{e.Element("code")!.Value}: {e.Element("description")!.Value}").First();

    public static async Task<Heard> Of(HttpResponseMessage answer) =>
        new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
}
