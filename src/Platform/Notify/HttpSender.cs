using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Notify;

/// <summary>How to speak with a gateway; section <c>Messages:Sms</c> or <c>Messages:WeChat</c>. 短信、微信网关设置</summary>
/// <param name="Url">May hold {token} and names of <paramref name="Secrets"/>, as {secret:name}.</param>
/// <param name="Body">Template with {id}, {address}, {title}, {text}, {token} and {secret:name}; escaped for its content type.</param>
/// <param name="OkPath">Dotted path into the JSON answer that says whether it was taken; null: the status alone counts.</param>
/// <param name="OkValue">What must stand there, as text.</param>
/// <param name="FinalValues">What there means: never try this address again.</param>
/// <param name="KnowsIds">The gateway takes the same {id} once.</param>
/// <param name="TokenUrl">Where an access token is fetched (GET); null: none is needed.</param>
/// <param name="TokenPath">Dotted path of the token in that answer.</param>
/// <param name="TokenMinutes">How long a token serves.</param>
internal sealed record GatewaySettings(
    string Url,
    string Body,
    string ContentType,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Secrets,
    string? OkPath,
    string OkValue,
    IReadOnlyList<string> FinalValues,
    bool KnowsIds,
    string? TokenUrl,
    string TokenPath,
    int TokenMinutes
)
{
    public static GatewaySettings From(IConfigurationSection section) =>
        new(
            section["Url"]!,
            section["Body"] ?? """{"id":"{id}","to":"{address}","text":"{text}"}""",
            section["ContentType"] ?? "application/json",
            Pairs(section.GetSection("Headers")),
            Pairs(section.GetSection("Secrets")),
            section["Ok:Path"],
            section["Ok:Is"] ?? "0",
            [.. section.GetSection("Ok:Final").GetChildren().Select(c => c.Value ?? "")],
            section.GetValue("KnowsIds", false),
            section["Token:Url"],
            section["Token:Path"] ?? "access_token",
            section.GetValue("Token:Minutes", 110)
        );

    private static Dictionary<string, string> Pairs(IConfigurationSection section) =>
        section.GetChildren().ToDictionary(c => c.Key, c => c.Value ?? "", StringComparer.OrdinalIgnoreCase);

    /// <summary>Secrets stay out of whatever prints the settings.</summary>
    public override string ToString() => "gateway";
}

/// <summary>Speaks with any gateway that takes HTTP: SMS providers, 企业微信, official accounts. 网关发送</summary>
/// <remarks>Neither address, text nor secret is ever logged; a failure is told by status or by the gateway's own code.</remarks>
internal sealed class HttpSender(GatewaySettings settings, TimeProvider clock) : IDisposable
{
    private const int LongestAnswer = 64 * 1024;

    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        }
    )
    {
        Timeout = TimeSpan.FromSeconds(15),
        MaxResponseContentBufferSize = LongestAnswer,
    };

    private readonly SemaphoreSlim oneToken = new(1, 1);
    private (string Value, DateTime Until)? token;

    public bool KnowsIds => settings.KnowsIds;

    /// <exception cref="MessageNotSent">The gateway cannot be reached or did not take it.</exception>
    public async Task Send(Outgoing message, CancellationToken ct)
    {
        using var request = await Request(message, ct);
        try
        {
            using var answer = await http.SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode)
                throw new MessageNotSent($"HTTP {(int)answer.StatusCode}");
            if (settings.OkPath is { } path)
                Check(await Said(answer, path, ct));
        }
        catch (HttpRequestException e)
        {
            throw new MessageNotSent("gateway out of reach", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new MessageNotSent("gateway timeout", e);
        }
    }

    public void Dispose()
    {
        http.Dispose();
        oneToken.Dispose();
    }

    private void Check(string? said)
    {
        if (said == settings.OkValue)
            return;
        token = null; // it may have run out early
        throw new MessageNotSent($"gateway said {Short(said)}") { IsFinal = said is not null && settings.FinalValues.Contains(said) };
    }

    private async Task<HttpRequestMessage> Request(Outgoing message, CancellationToken ct)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["id"] = message.Id.ToString("N"),
            ["address"] = message.Address,
            ["title"] = message.Title,
            ["text"] = message.Text,
        };
        foreach (var (name, value) in settings.Secrets)
            values["secret:" + name] = value;
        if (settings.TokenUrl is not null)
            values["token"] = await Token(values, ct);
        var request = new HttpRequestMessage(HttpMethod.Post, Template.Fill(settings.Url, values, Template.InUrl))
        {
            Content = new StringContent(
                Template.Fill(settings.Body, values, Template.For(settings.ContentType)),
                Encoding.UTF8,
                new MediaTypeHeaderValue(settings.ContentType, "utf-8")
            ),
        };
        foreach (var (name, value) in settings.Headers)
            request.Headers.TryAddWithoutValidation(name, Template.Fill(value, values, Template.InHeader));
        return request;
    }

    private async Task<string> Token(Dictionary<string, string> values, CancellationToken ct)
    {
        await oneToken.WaitAsync(ct);
        try
        {
            if (token is { } had && had.Until > clock.UtcNow)
                return had.Value;
            using var answer = await http.GetAsync(new Uri(Template.Fill(settings.TokenUrl!, values, Template.InUrl)), ct);
            var value = answer.IsSuccessStatusCode ? await Said(answer, settings.TokenPath, ct) : null;
            if (value is not { Length: > 0 })
                throw new MessageNotSent("gateway gave no token");
            token = (value, clock.UtcNow.AddMinutes(settings.TokenMinutes));
            return value;
        }
        catch (HttpRequestException e)
        {
            throw new MessageNotSent("gateway out of reach", e);
        }
        finally
        {
            oneToken.Release();
        }
    }

    /// <summary>What stands at a dotted path of a JSON answer, as text; null when it is not there or no JSON.</summary>
    private static async Task<string?> Said(HttpResponseMessage answer, string path, CancellationToken ct)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            var at = json.RootElement;
            foreach (var step in path.Split('.'))
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
                    return null;
            return at.ValueKind == JsonValueKind.String ? at.GetString() : at.GetRawText();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A code of the gateway may be kept; a sentence of it may repeat the address.</summary>
    private static string Short(string? said) => said is { Length: > 0 and <= 12 } && said.All(char.IsAsciiLetterOrDigit) ? said : "no";
}

/// <summary>Fills a template of the configuration. 消息模板</summary>
internal static class Template
{
    public static Func<string, string> InUrl { get; } = Uri.EscapeDataString;

    public static Func<string, string> InHeader { get; } = value => value.ReplaceLineEndings(" ");

    /// <summary>How a value is written inside a body of this type.</summary>
    public static Func<string, string> For(string contentType) =>
        contentType.Contains("json", StringComparison.OrdinalIgnoreCase) ? value => JsonEncodedText.Encode(value).ToString()
        : contentType.Contains("form-urlencoded", StringComparison.OrdinalIgnoreCase) ? Uri.EscapeDataString
        : contentType.Contains("xml", StringComparison.OrdinalIgnoreCase) ? value => System.Security.SecurityElement.Escape(value)
        : value => value;

    /// <summary>Puts each value in place of its {name}; braces with an unknown name stay, since JSON has braces of its own.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values, Func<string, string> write)
    {
        var text = new StringBuilder(template.Length + 200);
        for (var at = 0; at < template.Length; )
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
                return text.Append(template, at, template.Length - at).ToString();
            if (values.TryGetValue(template[(open + 1)..close], out var value))
            {
                text.Append(template, at, open - at).Append(write(value));
                at = close + 1;
            }
            else
            {
                text.Append(template, at, open + 1 - at);
                at = open + 1;
            }
        }
        return text.ToString();
    }
}
