using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Web.Shell;

/// <summary>Which files the field app is made of, and the mark that changes with any of them. 离线应用文件</summary>
internal static class FieldAppFiles
{
    private static readonly string[] Folders = ["js/app/"];

    /// <summary>Scripts outside its folder that the app imports.</summary>
    private static readonly string[] Shared = ["js/exif.js", "js/shrink.js"];

    private static readonly string[] Looks = ["css/tokens.css", "css/base.css", "css/field.css", "css/app.css", "css/inspect.css"];

    /// <summary>Plain paths of the modules, in a lasting order.</summary>
    public static IEnumerable<string> Modules(ResourceAssetCollection assets) =>
        Labels(assets)
            .Where(label => Shared.Contains(label) || (Folders.Any(label.StartsWith) && label.EndsWith(".js", StringComparison.Ordinal)))
            .Where(label => label != "js/app/look.js")
            .Order(StringComparer.Ordinal);

    /// <summary>Sixteen hex digits over the fingerprints of all files and the build of the texts.</summary>
    public static string Version(ResourceAssetCollection assets, IEnumerable<string> modules)
    {
        var marks = string.Join('\n', modules.Concat(Looks).Append("js/app/look.js").Select(path => assets[path]));
        var build = typeof(FieldAppFiles).Assembly.ManifestModule.ModuleVersionId.ToString("N");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(marks + "\n" + build)))[..16];
    }

    private static IEnumerable<string> Labels(ResourceAssetCollection assets) =>
        assets
            .SelectMany(asset => asset.Properties ?? [])
            .Where(p => p.Name == "label")
            .Select(p => p.Value)
            .Distinct(StringComparer.Ordinal);
}
