using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Webhooks;

/// <summary>Posts to a webhook, signed; at least once, tried for about a day. 事件推送</summary>
internal sealed class WebhookCarrier(IServiceScopeFactory scopes, CallbackAddress addresses, FieldCipher cipher, TimeProvider clock)
    : IParcelCarrier,
        IDisposable
{
    public const string EventHeader = "Gezhi-Event";
    public const string EventIdHeader = "Gezhi-Event-Id";
    public const string DeliveryHeader = "Gezhi-Delivery";
    public const string TimestampHeader = "Gezhi-Timestamp";
    public const string SignatureHeader = "Gezhi-Signature";

    private readonly HttpClient client = addresses.Client(TimeSpan.FromSeconds(10));

    public string Medium => Webhook.Medium;

    /// <summary>10 s to 9 h: about a day in all.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; } =
    [.. new double[] { 10, 30, 60, 300, 900, 1800, 3600, 7200, 14_400, 21_600, 32_400 }.Select(TimeSpan.FromSeconds)];

    /// <summary>Receivers know repetitions by the id of the event.</summary>
    public bool MaySendAgain(Parcel parcel) => true;

    public bool KeepsContent => true;

    /// <summary><c>v1=</c> and HMAC-SHA-256 over <c>timestamp.body</c> in lower-case hex. 签名</summary>
    public static string Sign(string secret, string timestamp, string body) =>
        "v1="
        + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));

    public async Task<string> Carry(Parcel parcel, string address, string content, CancellationToken ct)
    {
        var hook = await Find(parcel, ct) ?? throw new MessageNotSent("switched off") { IsFinal = true };
        using var request = Request(hook, parcel, content);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            return answer.IsSuccessStatusCode
                ? status
                : throw new MessageNotSent("HTTP " + status) { IsFinal = answer.StatusCode == System.Net.HttpStatusCode.Gone };
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

    private HttpRequestMessage Request(Webhook hook, Parcel parcel, string content)
    {
        var secret = cipher.Open(hook.DistrictId, Webhook.Field, hook.Secret)!;
        var timestamp = new DateTimeOffset(clock.UtcNow, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, hook.Url)
        {
            Content = new StringContent(content, Encoding.UTF8, "application/json"),
        };
        request.Headers.UserAgent.ParseAdd("Gezhi-Webhook/1");
        request.Headers.Add(EventHeader, parcel.Kind["webhook.".Length..]);
        request.Headers.Add(EventIdHeader, parcel.EventId!.Value.ToString());
        request.Headers.Add(DeliveryHeader, parcel.Id.ToString());
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, Sign(secret, timestamp, content));
        return request;
    }

    /// <summary>As it stands now: address and secret may have been changed since.</summary>
    private async Task<Webhook?> Find(Parcel parcel, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(parcel.DistrictId);
        return await db.Set<Webhook>().AsNoTracking().FirstOrDefaultAsync(w => w.Id == parcel.OwnerId && w.IsOn, ct);
    }
}
