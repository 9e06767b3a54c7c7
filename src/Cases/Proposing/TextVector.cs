namespace Gezhi.Cases.Proposing;

/// <summary>A text as numbers: rows of what is counted, with weights of length one together. 文本向量</summary>
internal readonly record struct TextVector(int[] Rows, float[] Weights)
{
    /// <summary>Cosine of the angle between two texts whose rows ascend: 0 nothing in common, 1 the same. 余弦相似度</summary>
    public float Cosine(TextVector other)
    {
        var (sum, i, j) = (0f, 0, 0);
        while (i < Rows.Length && j < other.Rows.Length)
        {
            var order = Rows[i] - other.Rows[j];
            if (order == 0)
                sum += Weights[i++] * other.Weights[j++];
            else if (order < 0)
                i++;
            else
                j++;
        }
        return sum;
    }
}
