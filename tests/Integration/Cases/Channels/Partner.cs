using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Tests.Integration.Cases.Channels;

/// <summary>A system of another house: a key of its own, a callback on loopback, signatures.</summary>
internal sealed class Partner : IAsyncDisposable
{
    private readonly WebApplication listener;
    private readonly Town town;

    private Partner(Town town, WebApplication listener, string path) => (this.town, this.listener, Path) = (town, listener, path);

    /// <summary>Part of the address: citizen-app, hotline…</summary>
    public string Path { get; }

    public Guid Id { get; private set; }

    public string Key { get; private set; } = "";

    public string Secret { get; private set; } = "";

    /// <summary>What its callback answers.</summary>
    public int Answers { get; set; } = 200;

    /// <summary>What came to its callback: the event's id in the header, whether the signature was right, and the body.</summary>
    public ConcurrentQueue<(string Event, bool IsSigned, JsonObject Body)> Heard { get; } = new();

    public static async Task<Partner> Connect(Town town, string channel, string path, bool hasCallback = true, string? option = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        var partner = new Partner(town, host, path);
        host.MapPost("/hook", partner.Hear);
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");
        var shown = await xiTong.Do(
            "/api/sources",
            new
            {
                channel,
                name = $"伙伴 {path}",
                callbackUrl = hasCallback ? address + "/hook" : null,
                limitAMinute = 600,
                switches = option is null ? [] : new[] { option },
            }
        );
        partner.Id = Guid.Parse(shown["id"]!.GetValue<string>());
        (partner.Key, partner.Secret) = (shown["key"]!.GetValue<string>(), shown["secret"]!.GetValue<string>());
        return partner;
    }

    /// <summary>Sends one report, signed with the time of the town's clock.</summary>
    public Task<HttpResponseMessage> Say(string json, TimeSpan clockAhead = default, string? secret = null) =>
        Say(new StringContent(json, Encoding.UTF8, "application/json"), clockAhead, secret);

    public async Task<HttpResponseMessage> Say(HttpContent content, TimeSpan clockAhead = default, string? secret = null)
    {
        using var client = town.Anybody();
        return await client.SendAsync(await Request(content, clockAhead, secret));
    }

    public async Task<HttpRequestMessage> Request(HttpContent content, TimeSpan clockAhead = default, string? secret = null)
    {
        var body = await content.ReadAsByteArrayAsync();
        var time = (town.Clock.GetUtcNow() + clockAhead).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/channels/{Path}/reports") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = content.Headers.ContentType ?? new MediaTypeHeaderValue("application/json");
        request.Headers.ExpectContinue = body.Length > 1_000_000; // a refusal comes before the body leaves
        request.Headers.Add("X-Gezhi-Key", Key);
        request.Headers.Add("X-Gezhi-Time", time);
        request.Headers.Add("X-Gezhi-Signature", Sign(secret ?? Secret, time, body));
        return request;
    }

    public async ValueTask DisposeAsync() => await listener.DisposeAsync();

    private async Task Hear(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var time = http.Request.Headers["X-Gezhi-Time"].ToString();
        var isSigned = http.Request.Headers["X-Gezhi-Signature"].ToString() == Sign(Secret, time, body.ToArray());
        http.Response.StatusCode = Answers;
        if (Answers < 300)
            Heard.Enqueue((http.Request.Headers["X-Gezhi-Event"].ToString(), isSigned, JsonNode.Parse(body.ToArray())!.AsObject()));
    }

    private static string Sign(string secret, string time, byte[] body) =>
        "v1="
        + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes(time + "."), .. body])
        );
}
