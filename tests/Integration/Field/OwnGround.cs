using System.Text.Json.Nodes;

namespace Gezhi.Tests.Integration.Field;

/// <summary>A place in grid 410103010004001, where 王磊 works. 责任网格</summary>
internal static class OwnGround
{
    /// <summary>WGS-84.</summary>
    public const double Lon = 113.6597;
    public const double Lat = 34.7514;

    /// <summary>Reported by a resident at a place, WGS-84.</summary>
    public static async Task<JsonNode> ReportAt(this Town town, double lon, double lat, string text)
    {
        using var aunt = town.Anybody();
        return await aunt.Do(
            "/api/reports",
            new
            {
                text,
                lon,
                lat,
            }
        );
    }
}
