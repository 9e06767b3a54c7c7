using System.Globalization;
using System.Threading.RateLimiting;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Resident;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Gates;
using Gezhi.Platform.Notify;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Gezhi.Web;

/// <summary>How often the public may knock. 访问频率</summary>
internal static class Limits
{
    public static void AddLimits(this IServiceCollection services) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(
                ReportLimit.Name,
                http =>
                    http.Actor()?.Kind is ActorKind.Staff or ActorKind.Channel
                        ? RateLimitPartition.GetNoLimiter("staff")
                        : http.RequestServices.GetRequiredService<ReportGate>().Of(http)
            );
            limiter.AddPolicy(ReceiptLimit.Name, http => Knocks.PartitionOf(http, "Limits:ReceiptsAMinute", 240));
            limiter.AddPolicy(Council.Contract.VoteLimit.Name, http => Knocks.PartitionOf(http, "Limits:ReceiptsAMinute", 240));
            limiter.AddPolicy(Community.Contract.GiftLimit.Name, http => Knocks.PartitionOf(http, "Limits:GiftsAMinute", 600));
            limiter.AddPolicy(ContactLimit.Name, http => Knocks.PartitionOf(http, "Limits:ContactCodesAMinute", 60));
            limiter.AddPolicy(OpenDataLimit.Name, http => Knocks.PartitionOf(http, "Limits:OpenDataAMinute", 240));
            limiter.AddPolicy(TakeReply.LimitName, http => Knocks.PartitionOf(http, "Limits:GatewayRepliesAMinute", 600));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                IsFormOfStranger(http) ? Knocks.PartitionOf(http, "Limits:FormsAMinute", 240) : RateLimitPartition.GetNoLimiter("")
            );
            limiter.OnRejected = (context, _) =>
            {
                var wait = context.Lease.Wait() ?? TimeSpan.Zero;
                context.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(
                    CultureInfo.InvariantCulture
                );
                return ValueTask.CompletedTask;
            };
        });

    /// <summary>A page that takes forms without sign-in: whoever writes one need not think of the limit. Doors for programs have gates of their own.</summary>
    private static bool IsFormOfStranger(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method)
        && http.Actor()?.AccountId is null
        && http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
