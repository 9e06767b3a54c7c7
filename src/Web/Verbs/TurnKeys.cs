using Gezhi.Platform.Protection;

namespace Gezhi.Web.Verbs;

/// <summary>Lists the keys of the ring, or makes the file of the next one. 换钥</summary>
/// <remarks><c>keys</c> lists; <c>keys new</c> makes one, which seals within a minute on every node that reads the same folder.</remarks>
internal static class TurnKeys
{
    public static async Task<int> Run(string[] args)
    {
        var isNew = args.Contains("new");
        await using var app = GezhiHost.Build([.. args.Where(a => a != "new")]);
        var ring = app.Services.GetRequiredService<KeyRing>();
        if (isNew)
        {
            var (number, file) = ring.AddFile();
            Console.WriteLine($"Key {number} lies in {file}. Back it up now, apart from the database.");
        }
        foreach (var key in ring.Keys.OrderBy(k => k.Number))
            Console.WriteLine(
                $"key {key.Number}  {Convert.ToHexStringLower(key.Print)}{(key.Number == ring.Current.Number ? "  seals" : "")}"
            );
        return 0;
    }
}
