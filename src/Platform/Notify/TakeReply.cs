using System.Security.Cryptography;
using System.Text;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Notify;

/// <summary>The SMS gateway reports what somebody answered; 退订 stops messages to the number, 恢复 begins them again. 短信上行</summary>
public sealed class TakeReply(GezhiDb db, FieldCipher cipher, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Header in which the gateway shows the key of <c>Messages:Sms:ReplyKey</c>.</summary>
    public const string KeyHeader = "X-Gateway-Key";

    /// <summary>Per address, <c>Limits:GatewayRepliesAMinute</c>, 600: whoever guesses keys is slowed down, a gateway is not.</summary>
    public const string LimitName = "gateway-replies";

    /// <param name="Phone">Who answered.</param>
    /// <param name="Text">What was answered; kept nowhere.</param>
    public sealed record Command([property: Needed, Longest(40)] string Phone, [property: Longest(1000)] string? Text);

    /// <param name="Stopped">Whether the number gets messages no more.</param>
    public sealed record Answer(bool Stopped);

    /// <exception cref="NotFound">The key is wrong, or none is configured.</exception>
    public async Task<Answer> Run(Command command, string? key, CancellationToken ct)
    {
        if (!IsRight(key))
            throw new NotFound("gateway");
        Input.Check(command);
        var index = StoppedAddress.Index(db.DistrictId, cipher, command.Phone.Trim());
        var row = await db.Set<StoppedAddress>().FirstOrDefaultAsync(s => s.AddressIndex == index, ct);
        switch (StoppedAddress.Means(command.Text))
        {
            case true when row is null:
                db.Add(
                    new StoppedAddress
                    {
                        DistrictId = db.DistrictId,
                        AddressIndex = index,
                        At = clock.UtcNow,
                    }
                );
                await db.Save(ct);
                return new Answer(true);
            case false when row is not null:
                db.Remove(row);
                await db.Save(ct);
                return new Answer(false);
            default:
                return new Answer(row is not null);
        }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/api/gateways/sms/replies",
                (Command command, TakeReply take, HttpRequest request, CancellationToken ct) =>
                    take.Run(command, request.Headers[KeyHeader], ct)
            )
            .AllowAnonymous()
            .RequireRateLimiting(LimitName)
            .WithTags("Notifications 通知")
            .WithSummary("短信上行 · The SMS gateway reports what somebody answered");

    private bool IsRight(string? key) =>
        configuration["Messages:Sms:ReplyKey"] is { Length: >= 16 } right
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(right)),
            SHA256.HashData(Encoding.UTF8.GetBytes(key ?? ""))
        );
}
