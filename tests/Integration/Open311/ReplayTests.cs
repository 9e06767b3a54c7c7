using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gezhi.Platform;
using Gezhi.Tests.Shared;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Open311;

/// <summary>
/// What unmodified clients sent, byte for byte, sent again: FixMyStreet in Perl, three in Python, open311 in Ruby and in Node.js, Open311API in C#, and a
/// validator. Only keys, ids and times are put in anew.
/// </summary>
public sealed partial class ReplayTests
{
    public static TheoryData<Engine, string> Clients =>
        new(
            from engine in Enum.GetValues<Engine>()
            from client in Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()
            select (engine, client)
        );

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_recorded_client_is_answered_as_it_was_when_it_ran(Engine engine, string client)
    {
        string[] switches = client.EndsWith("-tokens", StringComparison.Ordinal) ? ["tokens"] : [];
        using var platform = await OtherPlatform.In(await Town.On(engine), 6000, switches);
        var ids = new Dictionary<int, string>();

        foreach (var (step, no) in Steps(client).Select((s, i) => (s, i + 1)))
        {
            using var request = Request(step, platform, ids);
            using var answer = await platform.Http.SendAsync(request);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var text = answer.Content.Headers.ContentEncoding.Contains("gzip") ? Unpacked(bytes) : Encoding.UTF8.GetString(bytes);

            ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString()).ShouldBe(
                (step.Status, step.Type),
                $"{no} {step.Path} {text}"
            );
            Read(text, step.Type);
            if (step.Gives is not { } gives)
                continue;
            ids.TryAdd(gives, Given(text, step.Element));
            Given(text, step.Element).ShouldBe(ids[gives], $"{no} {step.Path}");
        }
        ids.Values.ShouldBeUnique();
    }

    private static string Folder => Path.Combine(Repository.Root, "tests", "Integration", "Open311", "Recorded");

    private static IReadOnlyList<Step> Steps(string client) =>
        JsonSerializer.Deserialize<Recording>(File.ReadAllText(Path.Combine(Folder, client + ".json")), JsonSerializerOptions.Web)!.Steps;

    private static HttpRequestMessage Request(Step step, OtherPlatform platform, Dictionary<int, string> ids)
    {
        string Filled(string text) =>
            Hole()
                .Replace(
                    text,
                    hole =>
                        hole.Groups["what"].Value switch
                        {
                            "key" => platform.Key,
                            "from" => OtherPlatform.Wire(platform.Town.Clock.UtcNow.AddHours(-1)),
                            "to" => OtherPlatform.Wire(platform.Town.Clock.UtcNow),
                            var no => ids[int.Parse(no, System.Globalization.CultureInfo.InvariantCulture)],
                        }
                );
        var address = new Uri(platform.Town.Address.AbsoluteUri.TrimEnd('/') + Filled(step.Path));
        var request = new HttpRequestMessage(new HttpMethod(step.Method), address);
        if (step.Method == "POST")
            request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(Filled(step.Body ?? "")));
        foreach (var (name, value) in step.Headers ?? new Dictionary<string, string>())
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static void Read(string text, string type)
    {
        if (type.StartsWith("text/xml", StringComparison.Ordinal))
            XDocument.Parse(text).Root.ShouldNotBeNull();
        else
            JsonDocument.Parse(text).Dispose();
    }

    private static string Given(string text, string? element) =>
        Regex
            .Match(
                text,
                element is null
                    ? "(<(service_request_id|token|update_id)>|\"(service_request_id|token|update_id)\":\")(?<id>[^<\"]+)"
                    : $"<{element}>(?<id>[^<]+)",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Groups["id"]
            .Value;

    private static string Unpacked(byte[] bytes)
    {
        using var text = new StreamReader(
            new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress)
        );
        return text.ReadToEnd();
    }

    [GeneratedRegex(@"\{(?<what>key|from|to|\d+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();

    private sealed record Recording(string Client, IReadOnlyList<Step> Steps);

    /// <param name="Body">Each character one byte.</param>
    /// <param name="Gives">Which id the answer carries; the same number again means the same id.</param>
    /// <param name="Element">In which element it stands; null: the first that there is.</param>
    private sealed record Step(
        string Method,
        string Path,
        IReadOnlyDictionary<string, string>? Headers,
        string? Body,
        int Status,
        string Type,
        int? Gives,
        string? Element
    );
}
