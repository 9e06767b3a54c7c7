using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Gezhi.Web.Shell;

/// <summary>The English texts of the field app's scripts; Chinese stands in the scripts themselves. 离线应用文字</summary>
internal static class FieldAppTexts
{
    private const string Name = "Scripts.page.app.Texts.en.json";

    /// <summary>Chinese as it is; what could be read as markup is escaped.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A JSON object by Chinese sentence, safe inside an element.</summary>
    public static string English()
    {
        var assembly = typeof(FieldAppTexts).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith(Name, StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Serialize(JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!, Plain);
    }
}
