namespace Gezhi.Web.Seeding.Reports;

/// <summary>Makes a clean sentence sound typed by a person: local words, slips, dropped commas. 口语化</summary>
internal sealed class Speech(Words words, Dice dice)
{
    public string Colour(string text)
    {
        if (dice.Falls(0.13))
            text = Henan(text);
        if (dice.Falls(0.14))
            text = Slip(text);
        if (dice.Falls(0.1))
            text = text.Replace('，', ' ');
        if (dice.Falls(0.05))
            text = text.TrimEnd('。', '！').Replace("。", "，", StringComparison.Ordinal);
        return text;
    }

    private string Henan(string text)
    {
        foreach (var pair in words.Henan)
            if (dice.Falls(0.75))
                text = text.Replace(pair[0], pair[1], StringComparison.Ordinal);
        return text;
    }

    private string Slip(string text)
    {
        var possible = words.Typos.Where(p => text.Contains(p[0], StringComparison.Ordinal)).ToList();
        if (possible.Count == 0)
            return text;
        var slip = dice.Pick(possible);
        var at = text.IndexOf(slip[0], StringComparison.Ordinal);
        return text[..at] + slip[1] + text[(at + slip[0].Length)..];
    }
}
