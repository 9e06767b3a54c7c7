namespace Gezhi.Web.Seeding;

/// <summary>Finds the repository's folder seed. 示例数据目录</summary>
public static class SeedFolder
{
    /// <summary>The folder seed in this folder or the nearest one above.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none: the program runs away from its repository.</exception>
    public static string Find(string startFolder)
    {
        for (var at = new DirectoryInfo(startFolder); at is not null; at = at.Parent)
        {
            var seed = Path.Combine(at.FullName, "seed");
            if (File.Exists(Path.Combine(seed, "town", "areas.json")))
                return seed;
        }
        throw new DirectoryNotFoundException($"No folder seed/town above {startFolder}.");
    }
}
