namespace Gezhi.Web.Verbs;

/// <summary>Options of a command line: <c>--name value</c> and <c>--flag</c>. 命令参数</summary>
internal sealed class Words(IReadOnlyList<string> args)
{
    public bool Has(string name) => args.Contains(name);

    /// <summary>The first value; null when the option is not there.</summary>
    public string? One(string name) => All(name).FirstOrDefault();

    /// <summary>Every value of a repeated option.</summary>
    public IEnumerable<string> All(string name) =>
        args.Select((word, at) => (word, at)).Where(w => w.word == name && w.at + 1 < args.Count).Select(w => args[w.at + 1]);
}
