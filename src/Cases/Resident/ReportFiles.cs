using System.Globalization;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Resident;

/// <summary>The files of a form, looked at one by one: one bad file does not cost the good ones. 表单文件</summary>
/// <param name="Good">In their order.</param>
/// <param name="Bad">Field → what is wrong, in the reader's language.</param>
internal sealed record ReportFiles(IReadOnlyList<IncomingFile> Good, IReadOnlyDictionary<string, string[]> Bad)
{
    private static readonly string[] Fields = ["Photos", "Video", "Voice"];

    public static async Task<ReportFiles> Read(IFormFileCollection files, ProblemMapper problems, CultureInfo culture, CancellationToken ct)
    {
        var (good, bad) = (new List<IncomingFile>(), new Dictionary<string, List<string>>());
        foreach (var file in files.Where(f => f.Length > 0 || f.FileName.Length > 0))
        {
            try
            {
                good.Add(await Read(file, ct));
            }
            catch (RuleViolation e)
            {
                var field = Fields.Contains(file.Name) ? file.Name : Fields[0];
                if (!bad.TryGetValue(field, out var said))
                    bad[field] = said = [];
                said.Add(problems.Explain(e, culture)!.Detail);
            }
        }
        return new ReportFiles(good, bad.ToDictionary(b => b.Key, b => b.Value.Distinct().Take(6).ToArray()));
    }

    private static async Task<IncomingFile> Read(IFormFile file, CancellationToken ct)
    {
        var name = Platform.Text.TextElements.Cut(Platform.Text.PlainText.CleanLine(Path.GetFileName(file.FileName)), 40);
        if (file.Length > FileIntake.LongestVideo)
            throw new RuleViolation("file.too-large", name, FileIntake.LongestVideo >> 20);
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        var incoming = new IncomingFile(name, bytes.ToArray());
        FileIntake.Check(incoming);
        return incoming;
    }
}
