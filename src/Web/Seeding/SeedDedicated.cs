using System.Text.Json;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Geo;

namespace Gezhi.Web.Seeding;

/// <summary>A dedicated grid of the seed town: an invented outline around a landmark. 专属网格</summary>
/// <param name="Grid">The ordinary grid whose worker looks after it.</param>
internal sealed record SeedDedicated(string Code, AreaKind Kind, string Name, string En, string Grid, double[][] Ring)
{
    private sealed record File(IReadOnlyList<SeedDedicated> Dedicated);

    public static IReadOnlyList<SeedDedicated> Read(string seedFolder) =>
        JsonSerializer
            .Deserialize<File>(System.IO.File.ReadAllText(Path.Combine(seedFolder, "town", "dedicated.json")), SeedCast.Options)!
            .Dedicated;

    /// <summary>Stands from the day the town is filled: what happened before keeps its ordinary grid.</summary>
    public Area Row(int districtId, DateOnly from, DateTime now) =>
        new()
        {
            DistrictId = districtId,
            Id = Ids.New(now),
            Code = Code,
            Level = Platform.Text.AreaLevel.Grid,
            Kind = Kind,
            NameZh = Name,
            NameEn = En,
            Shape = AreaShape.Write([
                [
                    [.. Ring.Select(p => new LonLat(p[0], p[1]))],
                ],
            ]),
            Source = "示例数据生成",
            ValidFrom = from,
        };

    /// <summary>The post of its worker: who has the ordinary grid has the dedicated one as well.</summary>
    public Post? Post(int districtId, SeedCast cast, IReadOnlyDictionary<string, Guid> accounts, DateOnly from, DateTime now) =>
        cast.Staff.FirstOrDefault(p => p.Posts.Any(o => o.Role == Role.GridWorker && o.Area == Grid && o.To is null)) is not { } worker
            ? null
            : new Post
            {
                DistrictId = districtId,
                Id = Ids.New(now),
                AccountId = accounts[worker.UserName],
                Role = Role.GridWorker,
                AreaCode = Code,
                Title = Name + "网格员",
                ValidFrom = from,
            };
}
