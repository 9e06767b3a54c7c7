using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Gezhi.Open311.Wire;

/// <summary>
/// What a client sent, wherever it put it: query string, form, multipart, JSON. Empty is absent; of a parameter that came twice the first that says
/// something counts, the form before the query. 请求参数
/// </summary>
internal sealed class Parameters
{
    /// <summary>Longest value, bytes: a photo written as base64.</summary>
    public const int LongestValue = 28 << 20;

    private const int LongestForm = LongestValue + (1 << 20);

    private const int MostValues = 512;

    private static readonly FormOptions Limits = new()
    {
        ValueLengthLimit = LongestValue,
        MultipartBodyLengthLimit = 180L << 20,
        BufferBodyLengthLimit = 180L << 20,
        MemoryBufferThreshold = 1 << 20,
        ValueCountLimit = MostValues,
        KeyLengthLimit = 1024,
    };

    private readonly Dictionary<string, List<string>> values = new(StringComparer.OrdinalIgnoreCase);

    public Parameters(IEnumerable<KeyValuePair<string, string>> given, IReadOnlyList<IFormFile>? files = null)
    {
        foreach (var (sent, value) in given.Where(g => !string.IsNullOrWhiteSpace(g.Value)))
        {
            var name = Plain(sent.Trim());
            if (!values.TryGetValue(name, out var known))
                values[name] = known = [];
            known.Add(value);
        }
        Files = files ?? [];
    }

    /// <summary>Uploads, whatever their fields are called: media, media[], photo1…, file_….</summary>
    public IReadOnlyList<IFormFile> Files { get; }

    /// <summary>The parameter without blanks around; null when absent or empty.</summary>
    public string? this[string name] => values.GetValueOrDefault(name)?[0].Trim();

    /// <summary>Every value of a parameter; it may have come as <c>name</c>, <c>name[]</c> or <c>name[0]</c>.</summary>
    public IReadOnlyList<string> All(string name) => [.. (values.GetValueOrDefault(name) ?? []).Select(v => v.Trim())];

    /// <summary>Every value, also of a comma list.</summary>
    public IReadOnlyList<string> List(string name) =>
        [.. All(name).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];

    /// <summary>Answers to questions: <c>attribute[code]</c>, <c>attribute[code][]</c> and <c>attribute[code][0]</c>, in their order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes
    {
        get
        {
            var answers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var (name, given) in values)
                if (Code(name) is { } code)
                    answers[code] = [.. answers.GetValueOrDefault(code) ?? [], .. given.Select(g => g.Trim())];
            return answers;
        }
    }

    /// <summary>Whether a switch like <c>extensions=true</c> is on.</summary>
    public bool IsOn(string name) => this[name]?.ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON";

    /// <exception cref="Refusal">Not a number, or out of its range.</exception>
    public double? Number(string name, double least, double most)
    {
        if (this[name] is not { } text)
            return null;
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            && number >= least
            && number <= most
            ? number
            : throw Refusal.Wrong(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number between {least} and {most}."));
    }

    /// <exception cref="Refusal">Not a whole number above 0.</exception>
    public int? Count(string name)
    {
        if (this[name] is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw Refusal.Wrong($"{name} must be a whole number above 0.");
    }

    /// <exception cref="Refusal">Not a time.</exception>
    public DateTime? Instant(string name)
    {
        if (this[name] is not { } text)
            return null;
        return Instants.Read(text) ?? throw Refusal.Wrong($"{name} must be a time with zone such as 2026-03-05T06:26:00Z.");
    }

    /// <exception cref="Refusal">The body is broken, too large, or of too many parts.</exception>
    public static async Task<Parameters> Read(HttpRequest request, CancellationToken ct)
    {
        var query = request.Query.SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? ""));
        if (!HttpMethods.IsPost(request.Method) || !(request.HasFormContentType || request.HasJsonContentType()))
            return new Parameters(query);
        try
        {
            if (request.HasJsonContentType())
                return new Parameters(JsonBody.Fields(await Whole(request.Body, ct), MostValues).Concat(query));
            if (!request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
                return new Parameters((await Plain(request.Body, ct)).Concat(query));
            var form = await request.ReadFormAsync(Limits, ct);
            var sent = form.SelectMany(f => f.Value, (f, v) => KeyValuePair.Create(f.Key, v ?? ""));
            return new Parameters(sent.Concat(query), [.. form.Files.Where(f => f.Length > 0)]);
        }
        catch (Exception e)
            when (e is InvalidDataException or IOException or BadHttpRequestException or FormatException or System.Text.Json.JsonException)
        {
            throw Refusal.Wrong("The body could not be read as a form or as JSON: it is broken, too large or has too many parts.");
        }
    }

    /// <summary>
    /// The whole body, then its fields: the framework looks through what it has again at every piece that arrives, which a packed body of one endless
    /// field turns into minutes.
    /// </summary>
    private static async Task<IEnumerable<KeyValuePair<string, string>>> Plain(Stream body, CancellationToken ct)
    {
        var bytes = await Whole(body, ct);
        var text = Encoding.UTF8.GetString(bytes.Span);
        if (text.AsSpan().Count('&') >= MostValues)
            throw new InvalidDataException("too many parts");
        return QueryHelpers.ParseQuery(text).SelectMany(f => f.Value, (f, v) => KeyValuePair.Create(f.Key, v ?? ""));
    }

    private static async Task<ReadOnlyMemory<byte>> Whole(Stream body, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var piece = new byte[64 << 10];
        for (int read; (read = await body.ReadAsync(piece, ct)) > 0; )
        {
            if (bytes.Length + read > LongestForm)
                throw new InvalidDataException("too large");
            bytes.Write(piece, 0, read);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static string? Code(string name)
    {
        if (!name.StartsWith("attribute[", StringComparison.OrdinalIgnoreCase))
            return null;
        var end = name.IndexOf(']', StringComparison.Ordinal);
        return end > 10 && end == name.Length - 1 ? name[10..end] : null;
    }

    /// <summary>Without the brackets of a list: <c>media_url[0]</c> is media_url, but <c>attribute[0]</c> is the attribute 0.</summary>
    private static string Plain(string name)
    {
        var start = name.LastIndexOf('[');
        var isList = start > 0 && name[^1] == ']' && name.AsSpan(start + 1, name.Length - start - 2).IndexOfAnyExceptInRange('0', '9') < 0;
        return isList && !name.AsSpan(0, start).Equals("attribute", StringComparison.OrdinalIgnoreCase) ? name[..start] : name;
    }
}
