using System.Globalization;
using System.Text;
using System.Xml;

namespace Gezhi.Open311.Wire;

/// <summary>Writes an answer as XML: declaration, UTF-8, lowercase booleans, an empty element for what there is nothing of. XML应答</summary>
internal static class XmlAnswer
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize, // a line break inside a text stays one
    };

    public static byte[] Write(Body body)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartDocument();
            Element(xml, body.Root, body.Content);
        }
        return bytes.ToArray();
    }

    private static void Element(XmlWriter xml, string name, object? value)
    {
        xml.WriteStartElement(name);
        switch (value)
        {
            case Fields fields:
                foreach (var field in fields)
                    Element(xml, field.Name, field.Value);
                break;
            case Listing listing:
                foreach (var item in listing.Values)
                    Element(xml, listing.Item, item);
                break;
            default:
                if (Text(value) is { Length: > 0 } text)
                    xml.WriteString(text);
                break;
        }
        xml.WriteEndElement();
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            bool isTrue => isTrue ? "true" : "false",
            string text => Legal(text),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "not a value of an answer"),
        };

    /// <summary>Without characters that XML 1.0 does not know.</summary>
    private static string Legal(string text)
    {
        var isLegal = true;
        foreach (var c in text)
            isLegal &= XmlConvert.IsXmlChar(c);
        if (isLegal)
            return text;
        var legal = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value))
                legal.Append(rune);
        return legal.ToString();
    }
}
