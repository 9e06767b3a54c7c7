using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Gezhi.Identity.Accounts;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gezhi.Identity.Notices;

/// <summary>Brings notifications to browsers (RFC 8030). A browser that is gone is forgotten. 浏览器推送</summary>
/// <remarks>The address of a parcel is the device; the first line of its content is where a touch leads, the rest is what is said.</remarks>
internal sealed class PushCarrier(
    IServiceScopeFactory scopes,
    CallbackAddress addresses,
    FieldCipher cipher,
    PushKeys keys,
    IHostEnvironment environment,
    TimeProvider clock
) : IParcelCarrier, IDisposable
{
    /// <summary>What is said is short: a lock screen shows two lines, and others read it too.</summary>
    private const int LongestText = 300;

    /// <summary>Only to addresses that may be called, asked again for the one that is really dialled; no redirects, 10 s at most.</summary>
    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            ConnectCallback = addresses.Connect,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            UseCookies = false,
            UseProxy = false,
        }
    )
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 64 * 1024,
    };

    /// <summary>Answer of a parcel that was not shown because its person was signed out there; the next sign-in tells how many there were.</summary>
    public const string Asleep = "asleep";

    public string Medium => Media.Push;

    /// <summary>15 s to an hour: later the push service itself would have dropped it.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; } =
    [.. new double[] { .25, 1, 5, 15, 60 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <summary>The browser shows two with one id once.</summary>
    public bool MaySendAgain(Parcel parcel) => true;

    /// <summary>https; without it only to this machine, and never in Production.</summary>
    public static bool MayCall(Uri endpoint, IHostEnvironment environment) =>
        endpoint.Scheme == Uri.UriSchemeHttps || (!environment.IsProduction() && endpoint.IsLoopback);

    public async Task<string> Carry(Parcel parcel, string address, string content, CancellationToken ct)
    {
        if (!keys.IsOn)
            throw new MessageNotSent("switched off") { IsFinal = true };
        var (device, isAsleep) = await Find(parcel, address, ct);
        if (device is null)
            return isAsleep ? Asleep : "gone"; // signed out, or switched off since
        using var request = Request(device, parcel, content);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                await Forget(parcel, address, ct);
            else if (!answer.IsSuccessStatusCode)
                throw new MessageNotSent("HTTP " + status) { IsFinal = answer.StatusCode == HttpStatusCode.RequestEntityTooLarge };
            return status;
        }
        catch (HttpRequestException e)
        {
            throw new MessageNotSent(e.HttpRequestError.ToString(), e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new MessageNotSent("timeout", e);
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(PushSubscription device, Parcel parcel, string content)
    {
        var endpoint = new Uri(device.Endpoint);
        if (!MayCall(endpoint, environment))
            throw new MessageNotSent("not https") { IsFinal = true };
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new ByteArrayContent(PushCipher.Seal(device, Payload(parcel, content))),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation("Authorization", keys.Authorization(endpoint, clock.UtcNow));
        request.Headers.Add("TTL", parcel.IsUrgent ? "3600" : "86400");
        request.Headers.Add("Urgency", parcel.IsUrgent ? "high" : "normal");
        request.Headers.Add("Topic", parcel.Id.ToString("N")); // one that is repeated takes the place of the first
        return request;
    }

    private static byte[] Payload(Parcel parcel, string content)
    {
        var end = content.IndexOf('\n', StringComparison.Ordinal);
        var text = end < 0 ? "" : content[(end + 1)..].Trim();
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id = parcel.Id,
                title = parcel.Title,
                text = TextElements.Cut(text, LongestText),
                link = end < 0 ? content : content[..end],
            },
            Readable
        );
    }

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private async Task<(PushSubscription? Device, bool IsAsleep)> Find(Parcel parcel, string address, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(parcel.DistrictId);
        var id = Guid.Parse(address, CultureInfo.InvariantCulture);
        var devices = db.Set<PushDevice>().AsNoTracking().Where(d => d.Id == id);
        var row = await devices.FirstOrDefaultAsync(ct);
        if (
            row is not null
            && await db.Accounts.AnyAsync(a => a.Id == row.OwnerId, ct)
            && !await devices.Awake(db, clock.UtcNow).AnyAsync(ct)
        )
            return (null, true); // what waited for the morning, or for a service that was down, is not shown to who sits there now
        return (row is null ? null : PushDevice.Read(cipher.Open(parcel.DistrictId, PushDevice.Field, row.Sealed)!), false);
    }

    private async Task Forget(Parcel parcel, string address, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(parcel.DistrictId);
        var id = Guid.Parse(address, CultureInfo.InvariantCulture);
        if (await db.Set<PushDevice>().FirstOrDefaultAsync(d => d.Id == id, ct) is not { } row)
            return;
        db.Remove(row);
        await db.Save(ct);
    }
}
