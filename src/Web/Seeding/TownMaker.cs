using Gezhi.Platform.Geo;
using Gezhi.Web.Seeding.Making;

namespace Gezhi.Web.Seeding;

/// <summary>Makes the files of the seed town anew from seed/source; the same source gives the same bytes. 示例区县生成</summary>
public static class TownMaker
{
    private const ulong Seed = 410103;

    /// <summary>The content of areas.json, map.json, landmarks.json and cast.json, by name.</summary>
    /// <param name="sourceFolder">Folder with the public list, the outline, the plan and the words.</param>
    public static IReadOnlyDictionary<string, string> Make(string sourceFolder)
    {
        var plan = TownPlan.Read(sourceFolder);
        var words = TownWords.Read(sourceFolder);
        var dice = new Dice(Seed);
        var mesh = new Mesh();
        var ground = new Ground(new LonLat(113.5, 34.6));
        var maker = new AreaMaker(plan, ground, mesh, dice);
        var areas = maker.Make();
        var roads = new RoadMaker(mesh, words, dice.Branch("roads")).Make(maker.RoadPieces, areas);
        var landmarks = new LandmarkMaker(mesh, ground, plan, words, dice.Branch("landmarks")).Make(areas, roads);
        var corners = mesh.Corners.Select(ground.ToPlace).ToList();
        var parks = plan.Parks.Select(p => (p.Name, ParkShape.Around(p, ground, dice.Branch(p.Name)))).ToList();
        var files = new Dictionary<string, string>
        {
            ["areas.json"] = TownWriter.Areas(areas, corners),
            ["map.json"] = TownWriter.Map(roads, plan, parks, corners),
            ["landmarks.json"] = TownWriter.Landmarks(landmarks),
        };
        files["cast.json"] = Cast(sourceFolder, SeedTown.Parse(name => files[name]), dice);
        return files;
    }

    private static string Cast(string sourceFolder, SeedTown town, Dice dice)
    {
        var plan = CastPlan.Read(sourceFolder);
        return CastWriter.Text(new CastMaker(plan, InventedNames.Read(sourceFolder, plan.GivenNames, dice.Branch("names"))).Make(town));
    }
}
