using System.Globalization;
using System.Text.Json.Nodes;
using Gezhi.Platform.Actors;

namespace Gezhi.Tests.Integration.Field;

/// <summary>Doors of 王佳豪's fourth grid in 民主路社区, where 郑书记 leads, and campaigns of a test's own.</summary>
internal static class Doorstep
{
    public const string Worker = "wangge0557";
    public const string Lead = "shuji001";
    public const string Grid = "410103010004004";

    public static DateTime Now(this Town town) => town.Clock.GetUtcNow().UtcDateTime;

    public static DateOnly Today(this Town town) => DateOnly.FromDateTime(town.Now().AddHours(8));

    public static string Day(this Town town, int days = 0) =>
        town.Today().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static object Plan(Town town, string title, string area = Grid, string questions = "家里用什么气|管道气|瓶装气") =>
        new
        {
            title,
            purpose = "讲清用气安全",
            script = "您好，您可以不参加。",
            questions,
            areas = new[] { area },
            fromOn = town.Day(-3),
            untilOn = town.Day(20),
            retryDays = 2,
            mostTries = 2,
        };

    /// <summary>A campaign of the fourth grid that has been started by the secretary.</summary>
    public static async Task<Guid> Campaign(this Town town, string title)
    {
        using var lead = await town.As(Role.CommunitySecretary, Lead);
        var id = (await lead.Do("/api/visits/campaigns", Plan(town, title)))["id"]!.GetValue<Guid>();
        await lead.Do($"/api/visits/campaigns/{id}/start", new { version = 1 });
        return id;
    }

    /// <summary>Doors of the campaign that are to be visited today.</summary>
    public static async Task<List<JsonNode>> Doors(this HttpClient worker, Guid campaign) =>
        [
            .. (await worker.Do("/api/visits/today", method: HttpMethod.Get))
                .AsArray()
                .Select(d => d!)
                .Where(d => d["campaignId"]!.GetValue<Guid>() == campaign),
        ];

    public static Task<JsonNode> Note(this HttpClient worker, JsonNode door, object result) =>
        worker.Do($"/api/visits/targets/{door["id"]}/results", result);
}
